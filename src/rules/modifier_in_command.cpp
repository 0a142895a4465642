#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{
    "modifier-in-command",
    "{text} says more than {command}; a command is documented alone, without speed, amount or time",
    "{text} 比 {command} 多了内容；文档中的指令单独书写，不带速度、幅度或时间"};
constexpr Phrase outside{"modifier-in-command.outside", "describe the rest in the text around the bracket",
                         "其余内容请写在括号外的文字里"};

void check(const Context& context, const Step& step, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::modifier) return;
    const std::string names = join(label.reading.targets, label.reading.language);
    Diagnostic& found =
        findings.add(context.host(label.span),
                     {phrase, {{"text", quoted(context.text(label.span))}, {"command", quoted(names)}}});
    found.note(outside);
    if (can_be_replaced(step, label)) {
        found.fixes.push_back(replace_label(context, label, Safety::unsafe));
    }
}

}  // namespace

extern const Rule modifier_in_command{
    .name = "modifier-in-command",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = {"a command with words of speed, amount or manner", "指令带有表示速度、幅度或方式的词"},
    .why = {"The 15 commands stand alone in their brackets. No text documents a command with \"slow\" or "
            "\"slightly\" beside it, so the whole label may go unrecognised.",
            "15 个指令在括号内单独书写。没有文档说明指令旁可以有“slow”或“slightly”之类的词，"
            "因此整个标签可能无法被识别。"},
    .basis = {Grade::a, source::official},
    .examples =
        {{{.bad = "A face [Slow zoom in].", .fixed = "A face [Zoom in].", .good = "A face [Zoom in]."},
          {.bad = "街道[轻微晃动]。", .fixed = "街道[晃动]。", .good = "街道[晃动]。"}}},
    .on_label = check,
};

}  // namespace camlint::rules
