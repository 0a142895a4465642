#include <vector>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase near{"impossible-axis.near",
                      "{label} has a direction that the move does not have; did you mean {command}?",
                      "{label} 带有该运镜不具备的方向；是否想写 {command}？"};
constexpr Phrase open{"impossible-axis.open",
                      "{label} has a direction that the move does not have; available: {commands}",
                      "{label} 带有该运镜不具备的方向；可用：{commands}"};
constexpr Phrase others{"impossible-axis.others", "available for this move: {commands}",
                        "该运镜可用：{commands}"};

/// The commands that begin with the first word of `term`.
std::vector<std::string_view> commands_like(std::string_view term) {
    const std::string_view family = term.substr(0, term.find(' '));
    std::vector<std::string_view> names;
    for (const Command& command : commands) {
        if (command.en.starts_with(family)) names.push_back(command.en);
    }
    return names;
}

void check(const Context& context, const Step& step, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::wrong_axis) return;
    const Quoted text = quoted(context.text(label.span));
    const std::string names = join(label.reading.targets, label.reading.language);
    const auto available = commands_like(label.reading.synonym->term);
    Diagnostic& found =
        findings.add(context.host(label.span),
                     names.empty() ? Message{open, {{"label", text}, {"commands", any_of(available)}}}
                                   : Message{near, {{"label", text}, {"command", quoted(names)}}});
    if (!names.empty()) found.note({others, {{"commands", any_of(available)}}});
    if (can_be_replaced(step, label)) {
        found.fixes.push_back(replace_label(context, label, Safety::unsafe));
    }
}

}  // namespace

extern const Rule impossible_axis{
    .name = "impossible-axis",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = {"a move with a direction that it does not have", "运镜带有它不具备的方向"},
    .why = {"Pan turns the camera left or right, tilt turns it up or down, and so on: each family of the 15 "
            "commands has one axis. \"Pan up\" is most often a tilt, but may be a pedestal.",
            "左摇、右摇（Pan）使镜头左右转动，上摇、下摇（Tilt）使镜头上下转动，依此类推："
            "15 个指令中每一类只有一个轴。“Pan up”多半是指上摇，但也可能是指上升（Pedestal up）。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A tower [Pan up].", .fixed = "A tower [Tilt up].", .good = "A tower [Tilt up]."}}},
    .on_label = check,
};

}  // namespace camlint::rules
