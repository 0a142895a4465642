#include <algorithm>

#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"fullwidth-bracket",
                        "{text} has brackets other than '[' and ']'; only those are documented",
                        "{text} 的括号不是 '[' 和 ']'；只有这种括号有文档说明"};
constexpr Phrase use_ascii{"fullwidth-bracket.fix", "use '[' and ']'", "改用 '[' 和 ']'"};

/// A command, a synonym, or something that a fix would make a command of.
bool names_command(const Label& label) {
    return label.reading.synonym != nullptr || label.reading.targets[0] != nullptr;
}

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (directive.verdict != BracketVerdict::fullwidth) return;
    if (std::ranges::none_of(context.syntax.labels_of(directive), names_command)) return;
    Diagnostic& found = findings.add(context.host(directive.span),
                                     {phrase, {{"text", quoted(context.text(directive.span))}}});
    Fix fix{.title = use_ascii, .safety = Safety::safe, .edits = {}};
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
    .summary = {"a directive in full-width or lenticular brackets", "镜头指令用了全角方括号或方头括号"},
    .why = {"The official pages, English and Chinese, write directives in ASCII brackets. Whether others are "
            "understood is documented nowhere.",
            "官方的中英文页面都用 ASCII 方括号书写镜头指令。其他括号能否被理解没有文档说明。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "女孩转身【推进】，微笑。",
                   .fixed = "女孩转身[推进]，微笑。",
                   .good = "女孩转身[推进]，微笑。"}}},
    .is_spelling = true,
    .on_directive = check,
};

}  // namespace camlint::rules
