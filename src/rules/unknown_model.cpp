#include <vector>

#include <fmt/format.h>

#include "catalog/models.hpp"
#include "catalog/near.hpp"
#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

std::vector<std::string_view> model_names() {
    std::vector<std::string_view> names;
    for (const Model& model : models()) names.push_back(model.name);
    return names;
}

/// The value without its quotes, where it is quoted.
Span inside_quotes(std::string_view bytes, Span span) {
    const bool quoted = span.size() >= 2 && (bytes[span.begin] == '"' || bytes[span.begin] == '\'');
    return quoted ? Span{span.begin + 1, span.end - 1} : span;
}

void check(const Context& context, Findings& findings) {
    const std::string_view name = context.request.model;
    const bool is_default = !context.request.model_span.has_value();
    if (find_model(name) != nullptr || (name.empty() && is_default)) return;
    if (is_default && context.index > 0) return;  // one name for all prompts of the file: told once
    const std::string_view near = nearest(name, model_names());
    const Span span =
        is_default ? context.prompt.anchor : inside_quotes(context.source.bytes, *context.request.model_span);
    Diagnostic& found = findings.add(
        span, near.empty()
                  ? fmt::format("{} is no model of this API", quote(name))
                  : fmt::format("{} is no model of this API; did you mean {}?", quote(name), quote(near)));
    found.note("'camlint list models' prints the models that are known");
    if (near.empty() || is_default) return;
    found.fixes.push_back({.title = fmt::format("replace with {}", quote(near)),
                           .safety = Safety::unsafe,
                           .edits = {{.span = span, .text = std::string(near)}}});
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
    .on_prompt = check,
};

}  // namespace camlint::rules
