#include <vector>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase too_many{"too-many-commands",
                          "{count} commands in one bracket; at most {limit} are recommended",
                          "一个括号内有 {count} 个指令；建议最多 {limit} 个"};

void check(const Context& context, const Step& step, Findings& findings) {
    if (step.label_count <= recommended_commands) return;
    std::vector<const Label*> labels;
    for (const Named& named : commands_of(context.syntax, step)) {
        if (labels.empty() || labels.back() != named.label) labels.push_back(named.label);
    }
    if (labels.size() <= recommended_commands) return;
    findings.add(context.host(labels[recommended_commands]->span),
                 {too_many,
                  {{"count", static_cast<std::int64_t>(labels.size())},
                   {"limit", static_cast<std::int64_t>(recommended_commands)}}});
}

}  // namespace

extern const Rule too_many_commands{
    .name = "too-many-commands",
    .category = Category::combination,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"more than 3 commands in one bracket", "一个括号内超过 3 个指令"},
    .why =
        {"The official page recommends at most 3 commands in one bracket. It is a recommendation: more are "
         "not documented to be refused, but which of them take effect is open.",
         "官方页面建议一个括号内最多 3 "
         "个指令。这只是建议：没有文档说更多的指令会被拒绝，但其中哪些会生效并不确定。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A storm [Pan left,Push in,Shake,Tilt up].",
                   .fixed = "",
                   .good = "A storm [Pan left,Push in,Shake]."}}},
    .on_step = check,
};

}  // namespace camlint::rules
