#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase unknown{"unknown-model", "{model} is no model of this API", "{model} 不是本 API 的模型"};
constexpr Phrase near_name{"unknown-model.near", "{model} is no model of this API; did you mean {near}?",
                           "{model} 不是本 API 的模型；是否想写 {near}？"};
constexpr Phrase known_models{"unknown-model.list", "'camlint list models' prints the models that are known",
                              "'camlint list models' 会列出已知的模型"};
constexpr Phrase by_default{"unknown-model.default",
                            "the document names no model; this one is from --model or the configuration",
                            "文档没有指定模型；此模型来自 --model 或配置文件"};

void check(const Context& context, Findings& findings) {
    const std::string_view name = context.request.model;
    const Field* field = context.request.model_field;
    if (context.model != nullptr || (name.empty() && field == nullptr)) return;
    if (context.is_told(field) || (field != nullptr && context.is_open(*field))) return;
    const std::string_view near = context.catalog.near_model(name);
    Diagnostic& found =
        findings.add(context.place_of(field),
                     near.empty() ? Message{unknown, {{"model", quoted(name)}}}
                                  : Message{near_name, {{"model", quoted(name)}, {"near", quoted(near)}}});
    if (field == nullptr) found.note(by_default);
    found.note(known_models);
    if (near.empty() || field == nullptr) return;
    found.fixes.push_back(set_text(context, *field, near, Safety::unsafe));
}

}  // namespace

extern const Rule unknown_model{
    .name = "unknown-model",
    .category = Category::model,
    .severity = Severity::error,
    .fix = Safety::unsafe,
    .summary = {"a model that no page of this API names", "本 API 的任何页面都没有提到的模型"},
    .why = {"The official page lists the values of `model`, case-exact. A name that is not among them fails "
            "the request, or is newer than this catalog: then ignore the rule.",
            "官方页面列出了 `model` "
            "的取值，区分大小写。不在其中的名称会使请求失败，或者比本目录更新：若是后者，请忽略此规则。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "---\nmodel: MiniMax-Hailuo-2.4\n---\nA man walks.\n",
                   .fixed = "---\nmodel: MiniMax-Hailuo-2.3\n---\nA man walks.\n",
                   .good = "---\nmodel: MiniMax-Hailuo-2.3\n---\nA man walks.\n",
                   .carrier = "prompt"}}},
    .on_request = check,
};

}  // namespace camlint::rules
