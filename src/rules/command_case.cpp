#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "syntax/spelling.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Step&, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::fine) return;
    const std::string_view text = context.text(label.span);
    const std::string_view name = label.reading.targets[0]->name(label.reading.language);
    if (text == name) return;
    const Spelling spelling = compare_spelling(text, name, label.span.begin);
    if (spelling.letters.empty()) return;
    Diagnostic& found = findings.add(
        context.host(label.span),
        fmt::format("{} is documented with other letters; expected {}", quote(text), quote(name)));
    Fix fix{.title = fmt::format("write it as in {}", quote(name)), .safety = Safety::safe, .edits = {}};
    for (const Edit& edit : spelling.letters) fix.edits.push_back(context.edit(edit.span, edit.text));
    found.fixes.push_back(std::move(fix));
}

}  // namespace

extern const Rule command_case{
    .name = "command-case",
    .category = Category::style,
    .severity = Severity::info,
    .fix = Safety::safe,
    .summary = "a command in another letter case than documented",
    .why =
        "The official page writes a capital first and the rest small. Whether case matters is documented "
        "nowhere, so the documented spelling is the sure one.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A man walks [push in].",
                   .fixed = "A man walks [Push in].",
                   .good = "A man walks [Push in]."}}},
    .is_spelling = true,
    .on_label = check,
};

}  // namespace camlint::rules
