#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"contested-output", "official texts disagree on {resolution} for {model}",
                        "官方文档对 {model} 的 {resolution} 说法不一"};
constexpr Phrase says{"contested-output.text", "{text}", "{text}"};

void check(const Context& context, Findings& findings) {
    const Request& request = context.request;
    const Model* model = context.model;
    const Output* output = model != nullptr ? model->output(request.resolution) : nullptr;
    if (output == nullptr || output->contest == nullptr || !output->has(request.duration)) return;
    if (context.is_told(request.resolution_field)) return;
    Diagnostic& found =
        findings.add(context.place_of(request.resolution_field),
                     {phrase, {{"resolution", quoted(output->resolution)}, {"model", quoted(model->name)}}});
    found.note({says, {{"text", Words(output->contest->one)}}});
    found.note({says, {{"text", Words(output->contest->other)}}});
}

}  // namespace

extern const Rule contested_output{
    .name = "contested-output",
    .category = Category::request,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a resolution on which official texts disagree", "官方文档说法不一的分辨率"},
    .why = {"Two tables of the same official page say different things about 1080P on the 01 models. The "
            "request may be refused, or served as asked.",
            "同一官方页面的两张表对 01 系列模型的 1080P 说法不同。请求可能被拒绝，也可能照常处理。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","resolution":"1080P"})",
                   .fixed = "",
                   .good = R"({"model":"T2V-01","prompt":"A man walks.","resolution":"720P"})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
