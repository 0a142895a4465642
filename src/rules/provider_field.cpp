#include <fmt/format.h>

#include "catalog/fields.hpp"
#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    for (const RequestField& row : request_fields()) {
        if (row.only_provider.empty() || row.only_provider == context.request.provider) continue;
        const Field* field = context.prompt.field(row.name);
        if (field == nullptr) continue;
        findings.add(field->name_span,
                     fmt::format("{} is documented for provider {} alone, not for {}", quote(row.name),
                                 quote(row.only_provider), quote(context.request.provider)));
    }
}

}  // namespace

extern const Rule provider_field{
    .name = "provider-field",
    .category = Category::request,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "a field that another provider documents",
    .why =
        "`aigc_watermark` is on the Chinese host's page alone. --provider says whom a request is meant "
        "for; without it the official host is assumed, or the one that a curl command calls.",
    .basis = {Grade::b, source::official_zh},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","aigc_watermark":true})",
                   .fixed = "",
                   .good = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
