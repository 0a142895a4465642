#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    const auto gaps = context.syntax.gaps_of(directive);
    for (const Gap& gap : gaps) {
        if (gap.verdict != GapVerdict::empty) continue;
        const bool inner = &gap != &gaps.front() && &gap != &gaps.back();
        Diagnostic& found = findings.add(
            context.host(gap.mark),
            fmt::format("{} without a command on both sides; expected one ',' between two commands",
                        quote(context.text(gap.mark))));
        found.fixes.push_back({.title = "remove the empty place",
                               .safety = Safety::safe,
                               .edits = {context.edit(gap.span, inner ? "," : "")}});
    }
}

}  // namespace

extern const Rule empty_slot{
    .name = "empty-slot",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "a separator with no command on one side",
    .why =
        "The documented form is one comma between two commands. A comma more says that a command is "
        "missing.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "Rain falls [Pan left,,Shake].",
                   .fixed = "Rain falls [Pan left,Shake].",
                   .good = "Rain falls [Pan left,Shake]."},
                  {.bad = "Rain falls [Pan left,].",
                   .fixed = "Rain falls [Pan left].",
                   .good = "Rain falls [Pan left]."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
