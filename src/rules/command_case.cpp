#include "diagnostic/rule.hpp"
#include "syntax/spelling.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"command-case", "{text} is documented with other letters; expected {command}",
                        "{text} 的字母写法与文档不同；应为 {command}"};
constexpr Phrase rewrite{"command-case.fix", "write it as in {command}", "改写为 {command}"};

void check(const Context& context, const Step&, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::fine) return;
    const std::string_view text = context.text(label.span);
    const std::string_view name = label.reading.targets[0]->name(label.reading.language);
    if (text == name) return;
    const Spelling spelling = compare_spelling(text, name, label.span.begin);
    if (spelling.letters.empty()) return;
    Diagnostic& found =
        findings.add(context.host(label.span), {phrase, {{"text", quoted(text)}, {"command", quoted(name)}}});
    Fix fix{.title = {rewrite, {{"command", quoted(name)}}}, .safety = Safety::safe, .edits = {}};
    for (const Edit& edit : spelling.letters) fix.edits.push_back(context.edit(edit.span, edit.text));
    found.fixes.push_back(std::move(fix));
}

}  // namespace

extern const Rule command_case{
    .name = "command-case",
    .category = Category::style,
    .severity = Severity::info,
    .fix = Safety::safe,
    .summary = {"a command in another letter case than documented", "指令的大小写与文档不同"},
    .why = {"The official page writes a capital first and the rest small. Whether case matters is documented "
            "nowhere, so the documented spelling is the sure one.",
            "官方页面的写法是首字母大写、其余小写。大小写是否有影响没有文档说明，因此照文档拼写最稳妥。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A man walks [push in].",
                   .fixed = "A man walks [Push in].",
                   .good = "A man walks [Push in]."}}},
    .is_spelling = true,
    .on_label = check,
};

}  // namespace camlint::rules
