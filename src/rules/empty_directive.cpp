#include <algorithm>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/invisible.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"empty-directive", "empty brackets; expected a command inside",
                        "空括号；其中应有指令"};
constexpr Phrase remove_it{"empty-directive.fix", "remove the empty brackets", "删除空括号"};

bool is_blank_byte(char byte) { return byte == ' ' || byte == '\t'; }

/// The line that holds `span` with its line end, where nothing else stands on it; else empty.
Span lonely_line(std::string_view text, Span span) {
    while (span.begin > 0 && is_blank_byte(text[span.begin - 1])) --span.begin;
    while (span.end < text.size() && is_blank_byte(text[span.end])) ++span.end;
    const bool starts = span.begin > 0 && (text[span.begin - 1] == '\n' || text[span.begin - 1] == '\r');
    const std::size_t rest = text.substr(span.end).starts_with("\r\n") ? 2 : 1;
    const bool ends = span.end < text.size() && (text[span.end] == '\n' || text[span.end] == '\r');
    return starts && ends ? Span{span.begin, span.end + rest} : Span{};
}

/// What to take away with the bracket: a line of its own, or one of the blanks on its two sides.
Span with_surroundings(std::string_view text, Span span) {
    const Span line = lonely_line(text, span);
    if (!line.empty()) return line;
    const bool before = span.begin > 0 && is_blank_byte(text[span.begin - 1]);
    const bool behind = span.end == text.size() || is_blank_byte(text[span.end]);
    return before && behind ? Span{span.begin - 1, span.end} : span;
}

bool is_empty(const Directive& directive) { return directive.verdict == BracketVerdict::empty; }

/// True when something to see stays once all empty brackets are gone.
bool leaves_text(const Syntax& syntax) {
    return !std::ranges::all_of(syntax.directives, is_empty) ||
           std::ranges::any_of(syntax.tree.nodes, [&](const Node& node) {
               return node.kind != NodeKind::bracket && !looks_empty(syntax.text_of(node.span));
           });
}

/// True when an open bracket runs up to the directive `i`: without it, it would take in what follows.
bool ends_another(const Syntax& syntax, std::size_t i) {
    if (i == 0) return false;
    const Span close = syntax.directives[i - 1].close;
    return close.empty() && close.begin == syntax.directives[i].span.begin;
}

void check(const Context& context, Findings& findings) {
    const Syntax& syntax = context.syntax;
    if (std::ranges::none_of(syntax.directives, is_empty)) return;
    const bool can_remove = leaves_text(syntax);
    for (std::size_t i = 0; i < syntax.directives.size(); ++i) {
        if (!is_empty(syntax.directives[i])) continue;
        const Span span = syntax.directives[i].span;
        Diagnostic& found = findings.add(context.host(span), phrase);
        if (!can_remove || ends_another(syntax, i)) continue;
        found.fixes.push_back(
            remove(context, with_surroundings(context.prompt.text, span), remove_it, Safety::safe));
    }
}

}  // namespace

extern const Rule empty_directive{
    .name = "empty-directive",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = {"brackets with nothing inside", "括号内没有内容"},
    .why = {"An empty bracket directs nothing. It is often a template whose value was left out.",
            "空括号不指示任何运镜，往往是模板里漏填了值。"},
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = "A man walks [] home.",
                   .fixed = "A man walks home.",
                   .good = "A man walks [Push in] home."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
