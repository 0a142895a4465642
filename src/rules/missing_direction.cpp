#include <vector>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"

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
    .summary = "a move without its direction",
    .why =
        "All commands of the families truck, pan, pedestal, tilt and zoom name a direction. Without it, "
        "which way the camera goes is left to chance.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A market [Pan].", .fixed = "", .good = "A market [Pan right]."},
                  {.bad = "集市[摇镜]。", .fixed = "", .good = "集市[右摇]。"}}},
    .on_label = check,
};

}  // namespace camlint::rules
