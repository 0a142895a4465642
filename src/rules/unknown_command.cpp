#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase near{"unknown-command.near",
                      "{label} is not one of the 15 camera commands; did you mean {command}?",
                      "{label} 不是 15 个镜头指令之一；是否想写 {command}？"};
constexpr Phrase camera{"unknown-command.camera",
                        "{label} is not one of the 15 camera commands; what it does is undocumented",
                        "{label} 不是 15 个镜头指令之一；它有何作用没有文档说明"};
constexpr Phrase beside{
    "unknown-command.beside",
    "{label} stands beside a camera command but is none; expected only commands in this bracket",
    "{label} 与镜头指令并列，但本身不是镜头指令；此括号内只应有指令"};

Message describe(const Label& label, std::string_view text) {
    const std::string names = join(label.reading.targets, label.reading.language);
    if (!names.empty()) return {near, {{"label", quoted(text)}, {"command", quoted(names)}}};
    return {label.reading.speaks_of_camera() ? camera : beside, {{"label", quoted(text)}}};
}

void check(const Context& context, const Step& step, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::unknown) return;
    Diagnostic& found = findings.add(context.host(label.span), describe(label, context.text(label.span)));
    if (can_be_replaced(step, label)) {
        found.fixes.push_back(replace_label(context, label, Safety::unsafe));
    }
}

}  // namespace

extern const Rule unknown_command{
    .name = "unknown-command",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = {"a part of a directive that is none of the 15 commands and no known synonym",
                "指令的某一部分既不是 15 个指令之一，也不是已知的同义说法"},
    .why =
        {"The official page lists 15 commands. What the API does with anything else in a bracket is "
         "documented nowhere: it may be ignored, or read as prose.",
         "官方页面列出了 15 个指令。括号里写别的内容时 API 会怎样处理，没有文档说明：可能被忽略，也可能被当作"
         "普通文字。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A man [Psuh in] walks.",
                   .fixed = "A man [Push in] walks.",
                   .good = "A man [Push in] walks."},
                  {.bad = "A man turns [Whip pan].", .fixed = "", .good = "A man turns [Pan left]."}}},
    .on_label = check,
};

}  // namespace camlint::rules
