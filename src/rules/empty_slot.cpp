#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"empty-slot",
                        "{mark} without a command on both sides; expected one ',' between two commands",
                        "{mark} 两侧并非都有指令；两个指令之间应有一个 ','"};
constexpr Phrase remove_it{"empty-slot.fix", "remove the empty place", "删除空位"};

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    const auto gaps = context.syntax.gaps_of(directive);
    for (const Gap& gap : gaps) {
        if (gap.verdict != GapVerdict::empty) continue;
        const bool inner = &gap != &gaps.front() && &gap != &gaps.back();
        Diagnostic& found =
            findings.add(context.host(gap.mark), {phrase, {{"mark", quoted(context.text(gap.mark))}}});
        found.fixes.push_back({.title = remove_it,
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
    .summary = {"a separator with no command on one side", "分隔符有一侧没有指令"},
    .why = {"The documented form is one comma between two commands. A comma more says that a command is "
            "missing.",
            "文档的写法是两个指令之间一个逗号。多出的逗号说明缺少一个指令。"},
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
