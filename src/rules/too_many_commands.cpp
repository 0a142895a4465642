#include <vector>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Step& step, Findings& findings) {
    std::vector<const Label*> labels;
    for (const Named& named : commands_of(context.syntax, step)) {
        if (labels.empty() || labels.back() != named.label) labels.push_back(named.label);
    }
    if (labels.size() <= recommended_commands) return;
    findings.add(context.host(labels[recommended_commands]->span),
                 fmt::format("{} commands in one bracket; at most {} are recommended", labels.size(),
                             recommended_commands));
}

}  // namespace

extern const Rule too_many_commands{
    .name = "too-many-commands",
    .category = Category::combination,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "more than 3 commands in one bracket",
    .why =
        "The official page recommends at most 3 commands in one bracket. It is a recommendation: more are "
        "not documented to be refused, but which of them take effect is open.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A storm [Pan left,Push in,Shake,Tilt up].",
                   .fixed = "",
                   .good = "A storm [Pan left,Push in,Shake]."}}},
    .on_step = check,
};

}  // namespace camlint::rules
