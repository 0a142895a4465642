#include <vector>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"missing-direction", "{label} names no direction; expected {commands}",
                        "{label} 没有说明方向；应为 {commands}"};

void check(const Context& context, const Step&, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::no_direction) return;
    std::vector<std::string_view> names;
    for (const std::string_view target : label.reading.synonym->targets) {
        names.push_back(command_named(target)->name(label.reading.language));
    }
    findings.add(context.host(label.span),
                 {phrase, {{"label", quoted(context.text(label.span))}, {"commands", any_of(names)}}});
}

}  // namespace

extern const Rule missing_direction{
    .name = "missing-direction",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a move without its direction", "运镜没有写明方向"},
    .why = {"All commands of the families truck, pan, pedestal, tilt and zoom name a direction. Without it, "
            "which way the camera goes is left to chance.",
            "左右移（Truck）、左右摇（Pan）、升降（Pedestal）、上下摇（Tilt）和变焦（Zoom）"
            "的指令都写明方向。不写方向，镜头往哪边运动就全凭运气。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A market [Pan].", .fixed = "", .good = "A market [Pan right]."},
                  {.bad = "集市[摇镜]。", .fixed = "", .good = "集市[右摇]。"}}},
    .on_label = check,
};

}  // namespace camlint::rules
