#include <algorithm>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase repeats{"repeated-directive", "{directive} repeats the directive before it",
                         "{directive} 重复了它前面的指令"};
constexpr Phrase before{"repeated-directive.before", "the directive before it", "前面的指令"};

bool all_certain(const Syntax& syntax, const Step& step) {
    return std::ranges::all_of(syntax.labels_of(step), [](const Label& label) {
        return label.reading.is_certain() && label.verdict != LabelVerdict::alternative;
    });
}

bool same(const Syntax& syntax, const Step& a, const Step& b) {
    const auto names_alike = [](std::size_t left, std::size_t right) { return (left > 0) == (right > 0); };
    return std::ranges::equal(a.named, b.named, names_alike) && all_certain(syntax, a) &&
           all_certain(syntax, b);
}

void check(const Context& context, Findings& findings) {
    const Syntax& syntax = context.syntax;
    for (std::size_t i = 1; i < syntax.steps.size(); ++i) {
        if (!same(syntax, syntax.steps[i - 1], syntax.steps[i])) continue;
        const Span span = extent_of(syntax, syntax.steps[i]);
        Diagnostic& found =
            findings.add(context.host(span), {repeats, {{"directive", quoted(context.text(span))}}});
        found.note(before, context.host(extent_of(syntax, syntax.steps[i - 1])));
    }
}

}  // namespace

extern const Rule repeated_directive{
    .name = "repeated-directive",
    .category = Category::timeline,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = {"the same directive twice in a row", "同一指令连续出现两次"},
    .why =
        {"Directives take effect in order. The same one twice, with no other between, either asks for more "
         "of a move (which is documented nowhere) or was left over.",
         "指令按先后顺序生效。同一指令连续出现两次、中间没有别的指令，要么是希望运镜幅度更大（没有文档说明）"
         "，要么是多余的残留。"},
    .basis = {Grade::d,
              {"inference from the official page: brackets take effect in order",
               "由官方页面推断：括号按先后顺序生效"}},
    .examples = {{{.bad = "A man walks [Push in] and stops [Push in].",
                   .fixed = "",
                   .good = "A man walks [Push in] and stops [Static shot]."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
