#include <vector>

#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

/// The field that the model's mode requires, empty where none would help.
std::string_view required_field(Mode mode) {
    switch (mode) {
        case Mode::first_frame_image: return "first_frame_image";
        case Mode::subject_reference: return "subject_reference";
        case Mode::text:
        case Mode::other_api: return {};
    }
    return {};
}

/// Whether the request has the field, and something in it.
bool brings(const Prompt& prompt, std::string_view name) {
    const Field* field = name.empty() ? nullptr : prompt.field(name);
    return field != nullptr && field->value.kind != ValueKind::null && !field->value.text.empty();
}

std::vector<std::string_view> models_for_text() {
    std::vector<std::string_view> names;
    for (const Model& model : models()) {
        if (model.mode == Mode::text) names.push_back(model.name);
    }
    return names;
}

void check(const Context& context, Findings& findings) {
    const Model* model = find_model(context.request.model);
    const Field* field = context.request.model_field;
    if (model == nullptr || model->mode == Mode::text || context.is_told(field)) return;
    const std::string_view required = required_field(model->mode);
    if (brings(context.prompt, required)) return;
    Diagnostic& found = findings.add(
        context.place_of(field),
        required.empty() ? fmt::format("{} is served by another API, under /v2; it is no model of this one",
                                       quote(model->name))
                         : fmt::format("{} needs {} beside the prompt", quote(model->name), quote(required)));
    found.note(fmt::format("text-to-video: {}", any_of(models_for_text())));
    if (model->basis.grade != Grade::a) found.note(grade_of(model->basis));
}

}  // namespace

extern const Rule mode_mismatch{
    .name = "mode-mismatch",
    .category = Category::model,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = "a model whose documented input is not in the request",
    .why =
        "Some models make a video of an image or of a subject, and their page requires it; others are "
        "served by another API. A text-to-video request does not bring what they need.",
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
