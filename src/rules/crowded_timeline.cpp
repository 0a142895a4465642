#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr int seconds_per_step = 2;

void check(const Context& context, Findings& findings) {
    const auto& steps = context.syntax.steps;
    if (context.request.duration == 0) return;  // it is not known
    const auto fitting = static_cast<std::size_t>(std::max(1, context.request.duration / seconds_per_step));
    if (steps.size() <= fitting) return;
    findings.add(context.host(extent_of(context.syntax, steps[fitting])),
                 fmt::format("{} directives one after the other in {} s leave less than {} s for each",
                             steps.size(), context.request.duration, seconds_per_step));
}

}  // namespace

extern const Rule crowded_timeline{
    .name = "crowded-timeline",
    .category = Category::timeline,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = "more sequential directives than the duration gives 2 s each",
    .why =
        "Directives take effect in order and share the video's duration, 6 s unless the request says "
        "otherwise. The API documents the order, not the timing; that a move needs about 2 s to be seen is "
        "this project's estimate.",
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = "[Push in] a door, [Pan left] a hall, [Tilt up] a lamp, [Shake] thunder.",
                   .fixed = "",
                   .good = "[Push in] a door, [Pan left] a hall, [Tilt up] a lamp."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
