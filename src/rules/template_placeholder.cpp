#include <algorithm>

#include "catalog/placeholders.hpp"
#include "diagnostic/rule.hpp"
#include "text/placeholder.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase left_open{"template-placeholder", "{text} is a placeholder; nothing was put in for it",
                           "{text} 是占位符，没有填入内容"};

bool begins_line(std::string_view text, const Directive& directive) {
    const std::size_t begin = directive.span.begin;
    return begin == 0 || text[begin - 1] == '\n' || text[begin - 1] == '\r';
}

/// "[SUBJECT]: a man" is a heading, and so are brackets that begin three lines or more; "[SUBJECT](url)" is a
/// link.
bool is_heading(std::string_view text, const Directive& directive, bool has_headed_lines) {
    const std::string_view behind = text.substr(directive.span.end);
    if (behind.starts_with(':') || behind.starts_with("：") || behind.starts_with('(')) return true;
    return has_headed_lines && begins_line(text, directive);
}

void check_marks(const Context& context, Findings& findings) {
    const std::string_view text = context.prompt.text;
    for (Span mark = find_placeholder(text); !mark.empty(); mark = find_placeholder(text, mark.end)) {
        if (context.document.is_expanded(context.host(mark))) continue;  // the shell puts something in
        findings.add(context.host(mark), {left_open, {{"text", quoted(slice(text, mark))}}});
    }
}

void check(const Context& context, Findings& findings) {
    if (context.allows_placeholders) return;
    const std::string_view text = context.prompt.text;
    const auto& directives = context.syntax.directives;
    if (context.survey.has_mark) check_marks(context, findings);
    const bool has_headed_lines =
        std::ranges::count_if(directives, [&](const Directive& d) { return begins_line(text, d); }) > 2;
    for (const Directive& directive : directives) {
        if (directive.verdict != BracketVerdict::unjudged || directive.close.empty()) continue;
        const std::string_view label = slice(text, {directive.open.end, directive.close.begin});
        if (!is_placeholder_label(label) || is_heading(text, directive, has_headed_lines)) continue;
        findings.add(context.host(directive.span),
                     {left_open, {{"text", quoted(slice(text, directive.span))}}});
    }
}

}  // namespace

extern const Rule template_placeholder{
    .name = "template-placeholder",
    .category = Category::text,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a placeholder that nothing was put in for", "没有填入内容的占位符"},
    .why =
        {"`{{subject}}`, `${subject}` and `[SUBJECT]` are left by templates. Sent as they are, they are "
         "read as part of the description.",
         "`{{subject}}`、`${subject}` 和 `[SUBJECT]` 是模板留下的。原样发送时，它们会被当作描述的一部分。"},
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = "A man holds {{object}}.", .fixed = "", .good = "A man holds a lamp."},
                  {.bad = "A man holds [OBJECT].", .fixed = "", .good = "A man holds a lamp."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
