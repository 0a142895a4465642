#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/invisible.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase one{"control-character", "control character {character} in the prompt",
                     "提示词中有控制字符 {character}"};
constexpr Phrase several{"control-character.run",
                         "control character {character} in the prompt and {more} more",
                         "提示词中有控制字符 {character}，另有 {more} 个"};

bool is_blank_byte(std::string_view text, std::size_t at) {
    return at >= text.size() || std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos;
}

/// What stands for a run of control characters: a blank where one of them parts words, else nothing.
std::string_view substitute(std::string_view text, Span run) {
    const bool parts = slice(text, run).find_first_of("\v\f\x85") != std::string_view::npos;
    const bool blank_before = run.begin == 0 || is_blank_byte(text, run.begin - 1);
    return parts && !blank_before && !is_blank_byte(text, run.end) ? " " : "";
}

void check(const Context& context, Findings& findings) {
    if (!context.survey.has_hidden) return;
    const std::string_view text = context.prompt.text;
    for (const Span run : find_runs(text, is_control)) {
        Diagnostic& found = findings.add(context.host(run), tell_run(one, several, text, run));
        const std::string_view instead = substitute(text, run);
        found.fixes.push_back(instead.empty() ? take_away(context, run)
                                              : replace(context, run, instead, Safety::safe));
    }
}

}  // namespace

extern const Rule control_character{
    .name = "control-character",
    .category = Category::text,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = {"a control character other than a tab or line end", "除制表符和换行以外的控制字符"},
    .why =
        {"Control characters say nothing in a prompt; they come from a terminal, a broken copy or the wrong "
         "encoding, and what the API makes of them is documented nowhere.",
         "控制字符在提示词中没有意义；它们来自终端、损坏的复制或错误的编码，API 会怎样处理没有文档说明。"},
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A \u0007man walks."})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .good = R"({"model":"T2V-01","prompt":"A\tman walks."})",
                   .carrier = "json"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
