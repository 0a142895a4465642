#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase other_model{"ineffective-option.model",
                             "'fast_pretreatment' is not documented to have an effect on {model}",
                             "没有文档说明 'fast_pretreatment' 对 {model} 有效"};
constexpr Phrase optimizer_off{"ineffective-option.optimizer",
                               "'fast_pretreatment' has no effect while 'prompt_optimizer' is false",
                               "'prompt_optimizer' 为 false 时，'fast_pretreatment' 不起作用"};
constexpr Phrase off_here{"ineffective-option.here", "the optimizer is off here", "优化器在此处关闭"};

bool says(const Field* field, std::string_view value) {
    return field != nullptr && field->value.kind == ValueKind::boolean && field->value.text == value;
}

void check(const Context& context, Findings& findings) {
    const Field* field = context.fields[FieldName::fast_pretreatment];
    if (!says(field, "true")) return;
    const Model* model = context.model;
    const bool wrong_model = model != nullptr && !model->pretreatment;
    const Field* optimizer = context.fields[FieldName::prompt_optimizer];
    if (!wrong_model && !says(optimizer, "false")) return;
    Diagnostic& found = findings.add(
        field->value.content,
        wrong_model ? Message{other_model, {{"model", quoted(model->name)}}} : Message{optimizer_off});
    if (!wrong_model) found.note(off_here, optimizer->value.content);
    found.fixes.push_back(set_value(*field, "false", Safety::unsafe));
}

}  // namespace

extern const Rule ineffective_option{
    .name = "ineffective-option",
    .category = Category::request,
    .severity = Severity::info,
    .fix = Safety::unsafe,
    .summary = {"an option that has no effect in this request", "选项在此请求中不起作用"},
    .why = {"`fast_pretreatment` is documented for some models only, and shortens what `prompt_optimizer` "
            "does: with the optimizer off there is nothing to shorten.",
            "只有部分模型的文档说明了 `fast_pretreatment`，它缩短 `prompt_optimizer` 的处理时间："
            "优化器关闭时没有可缩短的处理。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","fast_pretreatment":true})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks.","fast_pretreatment":false})",
                   .good =
                       R"({"model":"MiniMax-Hailuo-02","prompt":"A man walks.","fast_pretreatment":true})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
