#include "diagnostic/rule.hpp"
#include "text/invisible.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"empty-prompt", "the prompt is empty; expected a description of the video",
                        "提示词为空；应有对视频的描述"};

void check(const Context& context, Findings& findings) {
    // What nobody sees describes nothing either.
    if (!looks_empty(context.prompt.text)) return;
    findings.add(context.host({0, context.prompt.text.size()}), phrase);
}

}  // namespace

extern const Rule empty_prompt{
    .name = "empty-prompt",
    .category = Category::limit,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = {"a prompt of nothing but white space", "提示词只有空白"},
    .why = {"The prompt is required by all text-to-video pages; there is nothing to make a video of.",
            "所有文生视频页面都要求提供提示词；没有内容就无从生成视频。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = " ", .fixed = "", .good = "A man walks."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
