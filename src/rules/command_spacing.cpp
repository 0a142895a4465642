#include <string>
#include <vector>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "syntax/spelling.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

/// Takes the white space before and behind a gap's comma away.
void add_gap_edits(const Gap& gap, std::vector<Edit>& edits) {
    if (gap.verdict != GapVerdict::spacing) return;
    const Span before{gap.span.begin, gap.mark.begin};
    const Span behind{gap.mark.end, gap.span.end};
    if (!before.empty()) edits.push_back({.span = before, .text = ""});
    if (!behind.empty()) edits.push_back({.span = behind, .text = ""});
}

void add_label_edits(const Context& context, const Label& label, std::vector<Edit>& edits) {
    if (label.verdict != LabelVerdict::fine) return;
    const std::string_view text = context.text(label.span);
    const std::string_view name = label.reading.targets[0]->name(label.reading.language);
    if (text == name) return;
    Spelling spelling = compare_spelling(text, name, label.span.begin);
    for (Edit& edit : spelling.gaps) edits.push_back(std::move(edit));
}

/// The bracket with the edits applied.
std::string mended(const Context& context, const Directive& directive, std::vector<Edit> edits) {
    for (Edit& edit : edits) {
        edit.span = {edit.span.begin - directive.span.begin, edit.span.end - directive.span.begin};
    }
    return apply_edits(context.text(directive.span), edits);
}

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    const auto labels = context.syntax.labels_of(directive);
    const auto gaps = context.syntax.gaps_of(directive);
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        add_gap_edits(gaps[i], edits);
        if (i < labels.size()) add_label_edits(context, labels[i], edits);
    }
    if (edits.empty()) return;
    Diagnostic& found = findings.add(
        context.host(edits.front().span),
        fmt::format("{} is spaced other than documented; expected {}", quote(context.text(directive.span)),
                    quote(mended(context, directive, edits))));
    Fix fix{.title = "space the bracket as documented", .safety = Safety::safe, .edits = {}};
    for (const Edit& edit : edits) fix.edits.push_back(context.edit(edit.span, edit.text));
    found.fixes.push_back(std::move(fix));
}

}  // namespace

extern const Rule command_spacing{
    .name = "command-spacing",
    .category = Category::style,
    .severity = Severity::info,
    .fix = Safety::safe,
    .summary = "white space or hyphens in a directive other than documented",
    .why =
        "The documented form is [A,B] without blanks around commands, and one blank between the words of a "
        "command. Whether others are understood is documented nowhere; most prompts in public have a "
        "blank behind the comma.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "Rain [Pan left, Shake].",
                   .fixed = "Rain [Pan left,Shake].",
                   .good = "Rain [Pan left,Shake]."},
                  {.bad = "Rain [ Push  in ].", .fixed = "Rain [Push in].", .good = "Rain [Push in]."}}},
    .is_spelling = true,
    .on_directive = check,
};

}  // namespace camlint::rules
