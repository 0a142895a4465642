#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Step& step, Findings& findings) {
    if (step.label_count < 2) return;
    const auto named = commands_of(context.syntax, step);
    const auto is_static = [](const Named& n) { return n.command->family == Family::fixed; };
    const auto fixed = std::ranges::find_if(named, is_static);
    const auto moving = std::ranges::find_if_not(named, is_static);
    if (fixed == named.end() || moving == named.end()) return;
    findings.add(
        context.host(fixed->label->span),
        fmt::format("{} asks for a camera at rest, {} in the same bracket for a move",
                    quote(context.text(fixed->label->span)), quote(context.text(moving->label->span))));
}

}  // namespace

extern const Rule static_with_motion{
    .name = "static-with-motion",
    .category = Category::combination,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "a static shot and a move in one bracket",
    .why =
        "Commands inside one bracket take effect at once. A camera that stands still and moves is a "
        "contradiction, and which of the two wins is documented nowhere.",
    .basis = {Grade::d, "inference from the official page: commands in one bracket take effect at once"},
    .examples = {{{.bad = "A room [Static shot,Push in].",
                   .fixed = "",
                   .good = "A room [Static shot], then [Push in]."}}},
    .on_step = check,
};

}  // namespace camlint::rules
