#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase open{"unclosed-bracket", "{text} is not closed; expected ']'", "{text} 没有闭合；应有 ']'"};
constexpr Phrase on_another_line{"unclosed-bracket.split",
                                 "{text} is closed on another line; expected ']' on the same line",
                                 "{text} 在另一行才闭合；同一行应有 ']'"};

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
    Diagnostic& found = findings.add(
        context.host(span), {split ? on_another_line : open, {{"text", quoted(context.text(span))}}});
    const std::string names = canonical(context, directive);
    if (split || names.empty()) return;
    found.fixes.push_back(replace(context, span, fmt::format("[{}]", names), Safety::unsafe));
}

}  // namespace

extern const Rule unclosed_bracket{
    .name = "unclosed-bracket",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = {"a directive whose bracket is not closed before the line or the next bracket",
                "指令的括号在行尾或下一个括号之前没有闭合"},
    .why =
        {"The documented form is a command between [ and ]. What the API does with an open bracket is "
         "documented nowhere; the rest of the sentence may be taken for a command, or the command for text.",
         "文档规定的写法是把指令放在 [ 与 ] 之间。API "
         "会怎样处理没有闭合的括号，没有文档说明；句子的其余部分可能被当作指令，指令也可能被当作文字。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "[Push in then she turns.",
                   .fixed = "[Push in] then she turns.",
                   .good = "[Push in] then she turns."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
