#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

bool says(const Field* field, std::string_view value) {
    return field != nullptr && field->value.kind == ValueKind::boolean && field->value.text == value;
}

void check(const Context& context, Findings& findings) {
    const Field* field = context.prompt.field("fast_pretreatment");
    if (!says(field, "true")) return;
    const Model* model = context.catalog.model(context.request.model);
    const bool wrong_model = model != nullptr && !model->pretreatment;
    const Field* optimizer = context.prompt.field("prompt_optimizer");
    if (!wrong_model && !says(optimizer, "false")) return;
    Diagnostic& found = findings.add(
        field->value.content,
        wrong_model
            ? fmt::format("'fast_pretreatment' is not documented to have an effect on {}", quote(model->name))
            : "'fast_pretreatment' has no effect while 'prompt_optimizer' is false");
    if (!wrong_model) found.note("the optimizer is off here", optimizer->value.content);
    found.fixes.push_back(set_value(*field, "false", Safety::unsafe));
}

}  // namespace

extern const Rule ineffective_option{
    .name = "ineffective-option",
    .category = Category::request,
    .severity = Severity::info,
    .fix = Safety::unsafe,
    .summary = "an option that has no effect in this request",
    .why =
        "`fast_pretreatment` is documented for some models only, and shortens what `prompt_optimizer` "
        "does: with the optimizer off there is nothing to shorten.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","fast_pretreatment":true})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks.","fast_pretreatment":false})",
                   .good =
                       R"({"model":"MiniMax-Hailuo-02","prompt":"A man walks.","fast_pretreatment":true})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
