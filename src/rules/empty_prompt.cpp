#include "diagnostic/rule.hpp"
#include "text/invisible.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    // What nobody sees describes nothing either.
    if (!looks_empty(context.prompt.text)) return;
    findings.add(context.host({0, context.prompt.text.size()}),
                 "the prompt is empty; expected a description of the video");
}

}  // namespace

extern const Rule empty_prompt{
    .name = "empty-prompt",
    .category = Category::limit,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = "a prompt of nothing but white space",
    .why = "The prompt is required by all text-to-video pages; there is nothing to make a video of.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = " ", .fixed = "", .good = "A man walks."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
