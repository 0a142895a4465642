#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"command-separator", "{mark} between commands; expected ','",
                        "指令之间是 {mark}；应为 ','"};

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    for (const Gap& gap : context.syntax.gaps_of(directive)) {
        if (gap.verdict != GapVerdict::separator) continue;
        Diagnostic& found =
            findings.add(context.host(gap.mark), {phrase, {{"mark", quoted(context.text(gap.mark))}}});
        found.fixes.push_back(replace(context, gap.span, ",", Safety::safe));
    }
}

}  // namespace

extern const Rule command_separator{
    .name = "command-separator",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = {"something other than an ASCII comma between commands",
                "指令之间用了 ASCII 逗号以外的分隔符"},
    .why = {"Commands that act together are documented as [A,B], with an ASCII comma, in English and in "
            "Chinese. No other separator is documented.",
            "同时生效的指令在文档中写作 [A,B]，中英文都用 ASCII 逗号。其他分隔符没有文档说明。"},
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
