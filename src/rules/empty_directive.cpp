#include <algorithm>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

/// The bracket, and one of the blanks around it where there is one on both sides.
Span with_blank(std::string_view text, Span span) {
    const bool before = span.begin > 0 && is_blank(text[span.begin - 1]);
    const bool behind = span.end == text.size() || is_blank(text[span.end]);
    return before && behind ? Span{span.begin - 1, span.end} : span;
}

/// True when something stays once all empty brackets are gone.
bool leaves_text(const Syntax& syntax) {
    return std::ranges::any_of(syntax.tree.nodes, [&](const Node& node) {
        return node.kind != NodeKind::bracket
                   ? syntax.text_of(node.span).find_first_not_of(" \t\r\n") != std::string_view::npos
                   : node.piece_count > 0;
    });
}

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (directive.verdict != BracketVerdict::empty) return;
    Diagnostic& found =
        findings.add(context.host(directive.span), "empty brackets; expected a command inside");
    if (!leaves_text(context.syntax)) return;
    found.fixes.push_back(remove(context, with_blank(context.prompt.text, directive.span),
                                 "remove the empty brackets", Safety::safe));
}

}  // namespace

extern const Rule empty_directive{
    .name = "empty-directive",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "brackets with nothing inside",
    .why = "An empty bracket directs nothing. It is often a template whose value was left out.",
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = "A man walks [] home.",
                   .fixed = "A man walks home.",
                   .good = "A man walks [Push in] home."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
