#include <vector>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase other_api{"mode-mismatch.other-api",
                           "{model} is served by another API, under /v2; it is no model of this one",
                           "{model} 由另一个 API（/v2）提供，不是本 API 的模型"};
constexpr Phrase input_missing{"mode-mismatch.input", "{model} needs {field} beside the prompt",
                               "{model} 除提示词外还需要 {field}"};
constexpr Phrase text_models{"mode-mismatch.text-models", "text-to-video: {models}", "文生视频：{models}"};

/// Whether the request has the field, and something in it.
bool brings(const Prompt& prompt, std::string_view name) {
    const Field* field = name.empty() ? nullptr : prompt.field(name);
    return field != nullptr && field->value.kind != ValueKind::null && !field->value.text.empty();
}

std::vector<std::string_view> models_for_text(const Catalog& catalog) {
    std::vector<std::string_view> names;
    for (const Model& model : catalog.models) {
        if (model.mode == Mode::text) names.push_back(model.name);
    }
    return names;
}

void check(const Context& context, Findings& findings) {
    const Model* model = context.model;
    const Field* field = context.request.model_field;
    if (model == nullptr || model->mode == Mode::text || context.is_told(field)) return;
    const std::string_view required = required_field(model->mode);
    if (brings(context.prompt, required)) return;
    Diagnostic& found = findings.add(
        context.place_of(field),
        required.empty()
            ? Message{other_api, {{"model", quoted(model->name)}}}
            : Message{input_missing, {{"model", quoted(model->name)}, {"field", quoted(required)}}});
    found.note({text_models, {{"models", any_of(models_for_text(context.catalog))}}});
    if (model->basis.grade != Grade::a) found.note(grade_of(model->basis));
}

}  // namespace

extern const Rule mode_mismatch{
    .name = "mode-mismatch",
    .category = Category::model,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = {"a model whose documented input is not in the request", "请求中缺少该模型文档要求的输入"},
    .why =
        {"Some models make a video of an image or of a subject, and their page requires it; others are "
         "served by another API. A text-to-video request does not bring what they need.",
         "有些模型由图片或主体参考生成视频，其页面要求提供这些输入；另一些由别的 API 提供。文生视频请求不带有"
         "它们所需的内容。"},
    .basis = {Grade::a, source::official_image},
    .examples =
        {{{.bad = R"({"model":"I2V-01","prompt":"A man walks."})",
           .fixed = "",
           .good =
               R"({"model":"I2V-01","prompt":"A man walks.","first_frame_image":"https://a.example/1.jpg"})",
           .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
