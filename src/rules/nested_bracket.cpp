#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase around_nothing{"nested-bracket.empty",
                                "{bracket} has a bracket inside a bracket; expected one pair of brackets",
                                "{bracket} 的括号内又有括号；应只有一对括号"};
constexpr Phrase nested{"nested-bracket",
                        "{bracket} has a bracket inside a bracket; expected commands with ',' between them "
                        "in one bracket, or one bracket behind the other",
                        "{bracket} 的括号内又有括号；应在一个括号内用 ',' 分隔各指令，或让括号先后排列"};

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (directive.verdict != BracketVerdict::nested) return;
    findings.add(context.host(directive.span), {directive.content.empty() ? around_nothing : nested,
                                                {{"bracket", quoted(context.text(directive.span))}}});
}

}  // namespace

extern const Rule nested_bracket{
    .name = "nested-bracket",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a directive inside the bracket of another", "一个指令的括号内又有另一个指令"},
    .why = {"Two forms are documented: [A,B] for commands that act together and [A] … [B] for commands that "
            "follow each other. A bracket inside a bracket is neither, and which of the two was meant is not "
            "to be seen.",
            "文档说明了两种写法：[A,B] 表示同时生效的指令，[A] … [B] "
            "表示先后生效的指令。括号套括号不是其中任何一种，也看不出本意是哪一种。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A door opens [Push in [Pan left]].",
                   .fixed = "",
                   .good = "A door opens [Push in,Pan left]."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
