#include <fmt/format.h>

#include "catalog/providers.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    const Prompt& prompt = context.prompt;
    const Provider* provider = context.catalog.provider(context.request.provider);
    if (prompt.role == Role::prompt || provider == nullptr) return;
    for (const std::string_view name : provider->required) {
        if (prompt.field(name) != nullptr || context.defaults.has(name) || is_misspelt(prompt, name))
            continue;
        findings.add(prompt.anchor, fmt::format("{} is missing; provider {} requires it", quote(name),
                                                quote(provider->name)));
    }
}

}  // namespace

extern const Rule missing_field{
    .name = "missing-field",
    .category = Category::request,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = "a field that the provider requires is not in the request",
    .why =
        "The official page requires `model` and `prompt`, the gpt.ge gateway `duration` and `resolution` "
        "too. --model, --duration and --resolution stand in for fields that are not there.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"prompt":"A man walks."})",
                   .fixed = "",
                   .good = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
