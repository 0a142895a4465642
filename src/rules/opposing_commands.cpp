#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

bool oppose(const Command& a, const Command& b) {
    return a.family == b.family && a.sign != 0 && a.sign == -b.sign;
}

void check(const Context& context, const Step& step, Findings& findings) {
    if (step.label_count < 2) return;
    const auto named = commands_of(context.syntax, step);
    const Label* told = nullptr;
    for (auto later = named.begin(); later != named.end(); ++later) {
        const auto earlier = std::find_if(
            named.begin(), later, [&](const Named& n) { return oppose(*n.command, *later->command); });
        // A label may stand for two commands; one finding for it is enough.
        if (earlier == later || later->label == told) continue;
        told = later->label;
        Diagnostic& found = findings.add(
            context.host(later->label->span),
            fmt::format("{} and {} at once are opposite directions of one move ({})",
                        quote(context.text(earlier->label->span)), quote(context.text(later->label->span)),
                        describe(later->command->family)));
        found.note("to do one after the other, give each its own bracket");
    }
}

}  // namespace

extern const Rule opposing_commands{
    .name = "opposing-commands",
    .category = Category::combination,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "both directions of one move in one bracket",
    .why =
        "Commands inside one bracket take effect at once, and a camera cannot pan left and right at once. "
        "Opposites one after the other are the official page's own example; opposites of different "
        "families are not touched: [Truck left,Pan right] is an arc, [Push in,Zoom out] a dolly zoom.",
    .basis = {Grade::d, "inference from the official page: commands in one bracket take effect at once"},
    .examples = {{{.bad = "A crowd [Pan left,Pan right].",
                   .fixed = "",
                   .good = "A crowd [Pan left], then [Pan right]."},
                  {.bad = "A face [Push in,Pull out].", .fixed = "", .good = "A face [Push in,Zoom out]."}}},
    .on_step = check,
};

}  // namespace camlint::rules
