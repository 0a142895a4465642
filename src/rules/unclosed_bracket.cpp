#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

/// The recognised commands as they should stand, empty where one of them is only a guess or is named
/// twice.
std::string canonical(const Context& context, const Directive& directive) {
    std::string names;
    const auto labels = context.syntax.labels_of(directive);
    for (const Label& label : labels) {
        const auto same = [&](const Label& other) { return other.reading.targets == label.reading.targets; };
        if (!label.reading.is_certain() || std::ranges::count_if(labels, same) > 1) return {};
        if (!names.empty()) names += ',';
        names += join(label.reading.targets, label.reading.language);
    }
    return names;
}

void check(const Context& context, const Directive& directive, Findings& findings) {
    const bool split = directive.verdict == BracketVerdict::split;
    if (directive.verdict != BracketVerdict::unclosed && !split) return;
    const Span span{directive.open.begin, directive.content.end};
    const std::string_view reason =
        split ? "is closed on another line; expected ']' on the same line" : "is not closed; expected ']'";
    Diagnostic& found =
        findings.add(context.host(span), fmt::format("{} {}", quote(context.text(span)), reason));
    const std::string names = canonical(context, directive);
    if (split || names.empty()) return;
    found.fixes.push_back({.title = fmt::format("replace with '[{}]'", names),
                           .safety = Safety::unsafe,
                           .edits = {context.edit(span, fmt::format("[{}]", names))}});
}

}  // namespace

extern const Rule unclosed_bracket{
    .name = "unclosed-bracket",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = "a directive whose bracket is not closed before the line or the next bracket",
    .why =
        "The documented form is a command between [ and ]. What the API does with an open bracket is "
        "documented nowhere; the rest of the sentence may be taken for a command, or the command for text.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "[Push in then she turns.",
                   .fixed = "[Push in] then she turns.",
                   .good = "[Push in] then she turns."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
