#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase exact{"synonym-command",
                       "{label} is not one of the 15 camera commands; the command is {command}",
                       "{label} 不是 15 个镜头指令之一；对应的指令是 {command}"};
constexpr Phrase nearest{"synonym-command.nearest",
                         "{label} is not one of the 15 camera commands; the nearest is {command}",
                         "{label} 不是 15 个镜头指令之一；最接近的是 {command}"};

void check(const Context& context, const Step& step, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::synonym) return;
    const Synonym& synonym = *label.reading.synonym;
    const std::string names = join(label.reading.targets, label.reading.language);
    Diagnostic& found =
        findings.add(context.host(label.span),
                     {synonym.exact ? exact : nearest,
                      {{"label", quoted(context.text(label.span))}, {"command", quoted(names)}}});
    found.note(grade_of(synonym.basis));
    if (can_be_replaced(step, label)) {
        found.fixes.push_back(replace_label(context, label, synonym.exact ? Safety::safe : Safety::unsafe));
    }
}

}  // namespace

extern const Rule synonym_command{
    .name = "synonym-command",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = {"another word for one of the 15 commands", "15 个指令之一的另一种说法"},
    .why = {"Film language has many words for a move, the API documents one for each. Whether it understands "
            "the others is documented nowhere. [Push out] is one of them although the official page's usage "
            "rule shows it: the list of commands, and the Chinese edition, have [Pull out].",
            "电影术语对同一种运镜有许多说法，API "
            "的文档对每种运镜只规定一个指令。它是否理解其他说法，没有文档说明。[Push out] "
            "也是其他说法之一，尽管官方页面的用法说明中出现了它：指令列表和中文版写的都是 [Pull out]。"},
    .basis = {Grade::b, source::clients},
    .examples = {{{.bad = "A house [Dolly in].", .fixed = "A house [Push in].", .good = "A house [Push in]."},
                  {.bad = "一座房子[固定镜头]。", .fixed = "一座房子[固定]。", .good = "一座房子[固定]。"}}},
    .on_label = check,
};

}  // namespace camlint::rules
