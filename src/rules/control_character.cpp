#include <cstdint>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/invisible.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

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
    const std::string_view text = context.prompt.text;
    for (const Span run : find_runs(text, is_control)) {
        const CodePoint first = decode(text, run.begin);
        Diagnostic& found = findings.add(
            context.host(run), fmt::format("control character U+{:04X} in the prompt{}",
                                           static_cast<std::uint32_t>(first.value), and_more(text, run)));
        const std::string_view instead = substitute(text, run);
        found.fixes.push_back(instead.empty() ? remove(context, run, "take it away", Safety::safe)
                                              : replace(context, run, instead, Safety::safe));
    }
}

}  // namespace

extern const Rule control_character{
    .name = "control-character",
    .category = Category::text,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "a control character other than a tab or line end",
    .why =
        "Control characters say nothing in a prompt; they come from a terminal, a broken copy or the wrong "
        "encoding, and what the API makes of them is documented nowhere.",
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A \u0007man walks."})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .good = R"({"model":"T2V-01","prompt":"A\tman walks."})",
                   .carrier = "json"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
