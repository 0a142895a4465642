#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

/// Text-to-video models that document the commands.
std::vector<std::string_view> models_with_commands() {
    std::vector<std::string_view> names;
    for (const Model& model : models()) {
        const bool fits = model.commands == CommandSupport::documented && model.mode == Mode::text;
        if (fits) names.push_back(model.name);
    }
    return names;
}

void check(const Context& context, Findings& findings) {
    const Model* model = find_model(context.request.model);
    if (model == nullptr || model->commands == CommandSupport::documented) return;
    const auto first = std::ranges::find_if(context.syntax.directives, [](const Directive& directive) {
        return directive.verdict != BracketVerdict::unjudged && directive.verdict != BracketVerdict::empty;
    });
    if (first == context.syntax.directives.end()) return;
    Diagnostic& found =
        findings.add(context.host(first->span),
                     fmt::format("{} is not documented to understand camera commands; documented for {}",
                                 quote(model->name), any_of(models_with_commands())));
    const Field* field = context.request.model_field;
    if (field != nullptr) found.note("the model is named here", field->value.content);
}

}  // namespace

extern const Rule model_without_commands{
    .name = "model-without-commands",
    .category = Category::model,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "a directive under a model that does not document camera commands",
    .why =
        "The official page names the models that understand [command] syntax. Under another model a "
        "bracket may be read as prose.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "---\nmodel: T2V-01\nprompt_optimizer: false\n---\nA man walks [Push in].\n",
                   .fixed = "",
                   .good =
                       "---\nmodel: T2V-01-Director\nprompt_optimizer: false\n---\nA man walks [Push in].\n",
                   .carrier = "prompt"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
