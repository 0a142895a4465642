#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase in_turn{
    "sequence-in-bracket",
    "{mark} inside a bracket, where commands act at once; expected a bracket for each step",
    "括号内出现 {mark}，而括号内的指令同时生效；应让每一步各用一个括号"};
constexpr Phrase split_in_two{"sequence-in-bracket.split", "split into two directives", "拆分为两个指令"};

bool is_arrow(std::string_view mark) {
    return mark.ends_with('>') || mark.ends_with("→") || mark.ends_with("⇒");
}

/// Closes the bracket before the mark and opens another behind it; a word stays as prose. Brackets of
/// another form become ASCII too, or one such pair would become two.
Fix split(const Context& context, const Directive& directive, const Gap& gap) {
    Fix fix{.title = split_in_two, .safety = Safety::unsafe, .edits = {}};
    if (context.text(directive.open) != "[") fix.edits.push_back(context.edit(directive.open, "["));
    if (is_arrow(context.text(gap.mark))) {
        fix.edits.push_back(context.edit(gap.span, "] ["));
    } else {
        fix.edits.push_back(context.edit({gap.span.begin, gap.span.begin}, "]"));
        fix.edits.push_back(context.edit({gap.span.end, gap.span.end}, "["));
    }
    if (context.text(directive.close) != "]") fix.edits.push_back(context.edit(directive.close, "]"));
    return fix;
}

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    for (const Gap& gap : context.syntax.gaps_of(directive)) {
        if (gap.verdict != GapVerdict::sequence) continue;
        Diagnostic& found =
            findings.add(context.host(gap.mark), {in_turn, {{"mark", quoted(context.text(gap.mark))}}});
        found.fixes.push_back(split(context, directive, gap));
    }
}

}  // namespace

extern const Rule sequence_in_bracket{
    .name = "sequence-in-bracket",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = {"commands that should follow each other inside one bracket",
                "应先后生效的指令写在同一括号内"},
    .why =
        {"Commands inside one bracket take effect at once; brackets that follow each other in the text take "
         "effect in order. \"Then\" or an arrow inside a bracket asks for the second with the form of the "
         "first.",
         "同一括号内的指令同时生效；文中先后出现的括号按顺序生效。在括号内写“然后”或箭头，是用前一种写法表达"
         "后一种意思。"},
    .basis = {Grade::a, source::official},
    .examples =
        {{{.bad = "A street [Pan left, then Push in].",
           .fixed = "A street [Pan left], then [Push in].",
           .good = "A street [Pan left], then [Push in]."},
          {.bad = "街道[左摇→推进]。", .fixed = "街道[左摇] [推进]。", .good = "街道[左摇][推进]。"}}},
    .on_directive = check,
};

}  // namespace camlint::rules
