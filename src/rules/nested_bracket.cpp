#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (directive.verdict != BracketVerdict::nested) return;
    const std::string_view expected =
        directive.content.empty()
            ? "one pair of brackets"
            : "commands with ',' between them in one bracket, or one bracket behind the other";
    findings.add(context.host(directive.span), fmt::format("{} has a bracket inside a bracket; expected {}",
                                                           quote(context.text(directive.span)), expected));
}

}  // namespace

extern const Rule nested_bracket{
    .name = "nested-bracket",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "a directive inside the bracket of another",
    .why =
        "Two forms are documented: [A,B] for commands that act together and [A] … [B] for commands that "
        "follow each other. A bracket inside a bracket is neither, and which of the two was meant is not "
        "to be seen.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A door opens [Push in [Pan left]].",
                   .fixed = "",
                   .good = "A door opens [Push in,Pan left]."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
