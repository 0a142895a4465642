#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    const std::string_view name = context.request.model;
    const Field* field = context.request.model_field;
    if (context.catalog.model(name) != nullptr || (name.empty() && field == nullptr)) return;
    if (context.is_told(field) || (field != nullptr && context.is_open(*field))) return;
    const std::string_view near = context.catalog.near_model(name);
    Diagnostic& found = findings.add(
        context.place_of(field),
        near.empty() ? fmt::format("{} is no model of this API", quote(name))
                     : fmt::format("{} is no model of this API; did you mean {}?", quote(name), quote(near)));
    found.note("'camlint list models' prints the models that are known");
    if (near.empty() || field == nullptr) return;
    found.fixes.push_back(set_text(context, *field, near, Safety::unsafe));
}

}  // namespace

extern const Rule unknown_model{
    .name = "unknown-model",
    .category = Category::model,
    .severity = Severity::error,
    .fix = Safety::unsafe,
    .summary = "a model that no page of this API names",
    .why =
        "The official page lists the values of `model`, case-exact. A name that is not among them fails "
        "the request, or is newer than this catalog: then ignore the rule.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "---\nmodel: MiniMax-Hailuo-2.4\n---\nA man walks.\n",
                   .fixed = "---\nmodel: MiniMax-Hailuo-2.3\n---\nA man walks.\n",
                   .good = "---\nmodel: MiniMax-Hailuo-2.3\n---\nA man walks.\n",
                   .carrier = "prompt"}}},
    .on_request = check,
};

}  // namespace camlint::rules
