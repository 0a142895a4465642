#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    for (const Gap& gap : context.syntax.gaps_of(directive)) {
        if (gap.verdict != GapVerdict::separator) continue;
        Diagnostic& found =
            findings.add(context.host(gap.mark),
                         fmt::format("{} between commands; expected ','", quote(context.text(gap.mark))));
        found.fixes.push_back(
            {.title = "replace with ','", .safety = Safety::safe, .edits = {context.edit(gap.span, ",")}});
    }
}

}  // namespace

extern const Rule command_separator{
    .name = "command-separator",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "something other than an ASCII comma between commands",
    .why =
        "Commands that act together are documented as [A,B], with an ASCII comma, in English and in "
        "Chinese. No other separator is documented.",
    .basis = {Grade::a, source::official},
    .examples =
        {{{.bad = "Rain falls [Pan left+Shake].",
           .fixed = "Rain falls [Pan left,Shake].",
           .good = "Rain falls [Pan left,Shake]."},
          {.bad = "下雨了[左摇、晃动]。", .fixed = "下雨了[左摇,晃动]。", .good = "下雨了[左摇,晃动]。"}}},
    .is_spelling = true,
    .on_directive = check,
};

}  // namespace camlint::rules
