#include "catalog/providers.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"missing-field", "{field} is missing; provider {provider} requires it",
                        "缺少 {field}；服务商 {provider} 要求提供该字段"};

void check(const Context& context, Findings& findings) {
    const Prompt& prompt = context.prompt;
    const Provider* provider = context.catalog.provider(context.request.provider);
    if (prompt.role == Role::prompt || provider == nullptr) return;
    for (const std::string_view name : provider->required) {
        if (prompt.field(name) != nullptr || context.defaults.has(name) || is_misspelt(prompt, name))
            continue;
        findings.add(prompt.anchor,
                     {phrase, {{"field", quoted(name)}, {"provider", quoted(provider->name)}}});
    }
}

}  // namespace

extern const Rule missing_field{
    .name = "missing-field",
    .category = Category::request,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = {"a field that the provider requires is not in the request", "请求中缺少服务商要求的字段"},
    .why = {"The official page requires `model` and `prompt`, the gpt.ge gateway `duration` and `resolution` "
            "too. --model, --duration and --resolution stand in for fields that are not there.",
            "官方页面要求 `model` 和 `prompt`，gpt.ge 网关还要求 `duration` 和 `resolution`。--model、"
            "--duration 和 --resolution 可代替缺少的字段。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"prompt":"A man walks."})",
                   .fixed = "",
                   .good = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
