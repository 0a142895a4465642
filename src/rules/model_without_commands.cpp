#include <algorithm>
#include <vector>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase undocumented{
    "model-without-commands",
    "{model} is not documented to understand camera commands; documented for {models}",
    "没有文档说明 {model} 理解镜头指令；文档所列的模型：{models}"};
constexpr Phrase named_here{"model-without-commands.here", "the model is named here", "模型在此处指定"};

/// Text-to-video models that document the commands.
std::vector<std::string_view> models_with_commands(const Catalog& catalog) {
    std::vector<std::string_view> names;
    for (const Model& model : catalog.models) {
        const bool fits = model.commands == CommandSupport::documented && model.mode == Mode::text;
        if (fits) names.push_back(model.name);
    }
    return names;
}

void check(const Context& context, Findings& findings) {
    const Model* model = context.model;
    if (model == nullptr || model->commands == CommandSupport::documented) return;
    const auto first = std::ranges::find_if(context.syntax.directives, [](const Directive& directive) {
        return directive.verdict != BracketVerdict::unjudged && directive.verdict != BracketVerdict::empty &&
               directive.verdict != BracketVerdict::term;
    });
    if (first == context.syntax.directives.end()) return;
    Diagnostic& found = findings.add(
        context.host(first->span),
        {undocumented,
         {{"model", quoted(model->name)}, {"models", any_of(models_with_commands(context.catalog))}}});
    const Field* field = context.request.model_field;
    if (field != nullptr) found.note(named_here, field->value.content);
}

}  // namespace

extern const Rule model_without_commands{
    .name = "model-without-commands",
    .category = Category::model,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a directive under a model that does not document camera commands",
                "所用模型的文档没有说明支持镜头指令"},
    .why = {"The official page names the models that understand [command] syntax. Under another model a "
            "bracket may be read as prose.",
            "官方页面列出了理解 [指令] 语法的模型。在其他模型下，括号可能被当作普通文字。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "---\nmodel: T2V-01\nprompt_optimizer: false\n---\nA man walks [Push in].\n",
                   .fixed = "",
                   .good =
                       "---\nmodel: T2V-01-Director\nprompt_optimizer: false\n---\nA man walks [Push in].\n",
                   .carrier = "prompt"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
