#include <algorithm>
#include <cstdint>

#include "diagnostic/rule.hpp"
#include "syntax/step.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{
    "crowded-timeline",
    "{steps} directives one after the other in {duration} s leave less than {needed} s for each",
    "{duration} 秒内依次有 {steps} 个镜头指令，每个不足 {needed} 秒"};

constexpr int seconds_per_step = 2;

void check(const Context& context, Findings& findings) {
    const auto& steps = context.syntax.steps;
    if (context.request.duration == 0) return;  // it is not known
    const auto fitting = static_cast<std::size_t>(std::max(1, context.request.duration / seconds_per_step));
    if (steps.size() <= fitting) return;
    findings.add(context.host(extent_of(context.syntax, steps[fitting])),
                 {phrase,
                  {{"steps", static_cast<std::int64_t>(steps.size())},
                   {"duration", std::int64_t{context.request.duration}},
                   {"needed", std::int64_t{seconds_per_step}}}});
}

}  // namespace

extern const Rule crowded_timeline{
    .name = "crowded-timeline",
    .category = Category::timeline,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = {"more sequential directives than the duration gives 2 s each",
                "依次生效的镜头指令过多，时长不够每个 2 秒"},
    .why =
        {"Directives take effect in order and share the video's duration, 6 s unless the request says "
         "otherwise. The API documents the order, not the timing; that a move needs about 2 s to be seen is "
         "this project's estimate.",
         "镜头指令按顺序生效，共用视频的时长；请求没有说明时长时为 6 秒。API 的文档说明了顺序，"
         "没有说明时间如何分配；一个运镜约需 2 秒才看得出来，这是本项目的估计。"},
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = "[Push in] a door, [Pan left] a hall, [Tilt up] a lamp, [Shake] thunder.",
                   .fixed = "",
                   .good = "[Push in] a door, [Pan left] a hall, [Tilt up] a lamp."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
