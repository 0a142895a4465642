#include <algorithm>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase contradiction{"static-with-motion",
                               "{rest} asks for a camera at rest, {move} in the same bracket for a move",
                               "{rest} 要求镜头静止，同一括号内的 {move} 却要求运镜"};

void check(const Context& context, const Step& step, Findings& findings) {
    if (step.label_count < 2) return;
    const auto named = commands_of(context.syntax, step);
    const auto is_static = [](const Named& n) { return n.command->family == Family::fixed; };
    const auto fixed = std::ranges::find_if(named, is_static);
    const auto moving = std::ranges::find_if_not(named, is_static);
    if (fixed == named.end() || moving == named.end()) return;
    findings.add(context.host(fixed->label->span), {contradiction,
                                                    {{"rest", quoted(context.text(fixed->label->span))},
                                                     {"move", quoted(context.text(moving->label->span))}}});
}

}  // namespace

extern const Rule static_with_motion{
    .name = "static-with-motion",
    .category = Category::combination,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a static shot and a move in one bracket", "同一括号内既有固定镜头又有运镜"},
    .why = {"Commands inside one bracket take effect at once. A camera that stands still and moves is a "
            "contradiction, and which of the two wins is documented nowhere.",
            "同一括号内的指令同时生效。镜头既静止又移动是矛盾的，哪一个优先没有文档说明。"},
    .basis = {Grade::d,
              {"inference from the official page: commands in one bracket take effect at once",
               "由官方页面推断：同一括号内的指令同时生效"}},
    .examples = {{{.bad = "A room [Static shot,Push in].",
                   .fixed = "",
                   .good = "A room [Static shot], then [Push in]."}}},
    .on_step = check,
};

}  // namespace camlint::rules
