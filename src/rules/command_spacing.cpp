#include <string>
#include <vector>

#include "diagnostic/rule.hpp"
#include "syntax/spelling.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"command-spacing", "{bracket} is spaced other than documented; expected {expected}",
                        "{bracket} 的空白与文档写法不同；应为 {expected}"};
constexpr Phrase respace{"command-spacing.fix", "space the bracket as documented", "按文档调整括号内的空白"};

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
    Diagnostic& found = findings.add(context.host(edits.front().span),
                                     {phrase,
                                      {{"bracket", quoted(context.text(directive.span))},
                                       {"expected", quoted(mended(context, directive, edits))}}});
    Fix fix{.title = respace, .safety = Safety::safe, .edits = {}};
    for (const Edit& edit : edits) fix.edits.push_back(context.edit(edit.span, edit.text));
    found.fixes.push_back(std::move(fix));
}

}  // namespace

extern const Rule command_spacing{
    .name = "command-spacing",
    .category = Category::style,
    .severity = Severity::info,
    .fix = Safety::safe,
    .summary = {"white space or hyphens in a directive other than documented",
                "镜头指令中的空白或连字符与文档不同"},
    .why =
        {"The documented form is [A,B] without blanks around commands, and one blank between the words of a "
         "command. Whether others are understood is documented nowhere; most prompts in public have a "
         "blank behind the comma.",
         "文档的写法是 [A,B]：指令前后没有空格，指令的单词之间有一个空格。其他写法能否被理解没有文档说明；"
         "公开的提示词大多在逗号后有一个空格。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "Rain [Pan left, Shake].",
                   .fixed = "Rain [Pan left,Shake].",
                   .good = "Rain [Pan left,Shake]."},
                  {.bad = "Rain [ Push  in ].", .fixed = "Rain [Push in].", .good = "Rain [Push in]."}}},
    .is_spelling = true,
    .on_directive = check,
};

}  // namespace camlint::rules
