#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

/// A command, a synonym, or something that a fix would make a command of.
bool names_command(const Label& label) {
    return label.reading.synonym != nullptr || label.reading.targets[0] != nullptr;
}

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (directive.verdict != BracketVerdict::fullwidth) return;
    if (std::ranges::none_of(context.syntax.labels_of(directive), names_command)) return;
    Diagnostic& found =
        findings.add(context.host(directive.span),
                     fmt::format("{} has brackets other than '[' and ']'; only those are documented",
                                 quote(context.text(directive.span))));
    Fix fix{.title = "use '[' and ']'", .safety = Safety::safe, .edits = {}};
    if (context.text(directive.open) != "[") fix.edits.push_back(context.edit(directive.open, "["));
    if (context.text(directive.close) != "]") fix.edits.push_back(context.edit(directive.close, "]"));
    found.fixes.push_back(std::move(fix));
}

}  // namespace

extern const Rule fullwidth_bracket{
    .name = "fullwidth-bracket",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "a directive in full-width or lenticular brackets",
    .why =
        "The official pages, English and Chinese, write directives in ASCII brackets. Whether others are "
        "understood is documented nowhere.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "女孩转身【推进】，微笑。",
                   .fixed = "女孩转身[推进]，微笑。",
                   .good = "女孩转身[推进]，微笑。"}}},
    .is_spelling = true,
    .on_directive = check,
};

}  // namespace camlint::rules
