#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

bool all_certain(const Syntax& syntax, const Step& step) {
    return std::ranges::all_of(syntax.labels_of(step), [](const Label& label) {
        return label.reading.is_certain() && label.verdict != LabelVerdict::alternative;
    });
}

bool same(const Syntax& syntax, const Step& a, const Step& b) {
    if (!all_certain(syntax, a) || !all_certain(syntax, b)) return false;
    const auto left = commands_of(syntax, a);
    const auto right = commands_of(syntax, b);
    return std::ranges::is_permutation(left, right, {}, &Named::command, &Named::command);
}

void check(const Context& context, Findings& findings) {
    const Syntax& syntax = context.syntax;
    for (std::size_t i = 1; i < syntax.steps.size(); ++i) {
        if (!same(syntax, syntax.steps[i - 1], syntax.steps[i])) continue;
        const Span span = extent_of(syntax, syntax.steps[i]);
        Diagnostic& found = findings.add(
            context.host(span), fmt::format("{} repeats the directive before it", quote(context.text(span))));
        found.note("the directive before it", context.host(extent_of(syntax, syntax.steps[i - 1])));
    }
}

}  // namespace

extern const Rule repeated_directive{
    .name = "repeated-directive",
    .category = Category::timeline,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = "the same directive twice in a row",
    .why =
        "Directives take effect in order. The same one twice, with no other between, either asks for more "
        "of a move (which is documented nowhere) or was left over.",
    .basis = {Grade::d, "inference from the official page: brackets take effect in order"},
    .examples = {{{.bad = "A man walks [Push in] and stops [Push in].",
                   .fixed = "",
                   .good = "A man walks [Push in] and stops [Static shot]."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
