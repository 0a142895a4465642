#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/invisible.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase one{"bidi-control", "bidirectional control {character} in the prompt",
                     "提示词中有双向控制字符 {character}"};
constexpr Phrase several{"bidi-control.run",
                         "bidirectional control {character} in the prompt and {more} more",
                         "提示词中有双向控制字符 {character}，另有 {more} 个"};

void check(const Context& context, Findings& findings) {
    if (!context.survey.has_hidden) return;
    const std::string_view text = context.prompt.text;
    for (const Span run : find_runs(text, is_bidi_control)) {
        findings.add(context.host(run), tell_run(one, several, text, run))
            .fixes.push_back(take_away(context, run));
    }
}

}  // namespace

extern const Rule bidi_control{
    .name = "bidi-control",
    .category = Category::text,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = {"a character that changes the direction of text", "改变文字方向的字符"},
    .why = {"Text between such characters is shown in another order than it is stored, so that a reader and "
            "the API see different prompts.",
            "这类字符之间的文字，显示顺序与存储顺序不同，因此读者和 API 看到的提示词并不一样。"},
    .basis = {Grade::d,
              {"Unicode, property Bidi_Control; what the API does with it is documented nowhere",
               "Unicode 属性 Bidi_Control；API 如何处理没有文档说明"}},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A \u202eman walks."})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .good = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .carrier = "json"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
