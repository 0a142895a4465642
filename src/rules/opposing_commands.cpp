#include <algorithm>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase opposite{"opposing-commands",
                          "{earlier} and {later} at once are opposite directions of one move ({move})",
                          "{earlier} 与 {later} 同时出现，是同一运镜（{move}）的相反方向"};
constexpr Phrase in_turn{"opposing-commands.in-turn", "to do one after the other, give each its own bracket",
                         "若要先后进行，请让每个指令各用一个括号"};

bool oppose(const Command& a, const Command& b) {
    return a.family == b.family && a.sign != 0 && a.sign == -b.sign;
}

void check(const Context& context, const Step& step, Findings& findings) {
    if (step.label_count < 2) return;
    const auto named = commands_of(context.syntax, step);
    const Label* told = nullptr;
    for (auto later = named.begin(); later != named.end(); ++later) {
        const auto earlier = std::find_if(
            named.begin(), later, [&](const Named& n) { return oppose(*n.command, *later->command); });
        // A label may stand for two commands; one finding for it is enough.
        if (earlier == later || later->label == told) continue;
        told = later->label;
        Diagnostic& found = findings.add(context.host(later->label->span),
                                         {opposite,
                                          {{"earlier", quoted(context.text(earlier->label->span))},
                                           {"later", quoted(context.text(later->label->span))},
                                           {"move", describe(later->command->family)}}});
        found.note(in_turn);
    }
}

}  // namespace

extern const Rule opposing_commands{
    .name = "opposing-commands",
    .category = Category::combination,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"both directions of one move in one bracket", "同一括号内出现同一运镜的两个方向"},
    .why =
        {"Commands inside one bracket take effect at once, and a camera cannot pan left and right at once. "
         "Opposites one after the other are the official page's own example; opposites of different "
         "families are not touched: [Truck left,Pan right] is an arc, [Push in,Zoom out] a dolly zoom.",
         "同一括号内的指令同时生效，而镜头不能同时向左摇又向右摇。相反的方向先后出现，是官方页面自己的示例；"
         "属于不同运镜的相反方向不受影响：[Truck left,Pan right] 是弧形运镜，[Push in,Zoom out] "
         "是滑动变焦。"},
    .basis = {Grade::d,
              {"inference from the official page: commands in one bracket take effect at once",
               "由官方页面推断：同一括号内的指令同时生效"}},
    .examples = {{{.bad = "A crowd [Pan left,Pan right].",
                   .fixed = "",
                   .good = "A crowd [Pan left], then [Pan right]."},
                  {.bad = "A face [Push in,Pull out].", .fixed = "", .good = "A face [Push in,Zoom out]."}}},
    .on_step = check,
};

}  // namespace camlint::rules
