#include "catalog/fields.hpp"
#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase of_another{"provider-field",
                            "{field} is documented for provider {provider} alone, not for {given}",
                            "{field} 只在服务商 {provider} 的文档中有说明，{given} 的文档中没有"};

void check(const Context& context, Findings& findings) {
    for (const RequestField& row : request_fields()) {
        if (row.only_provider.empty() || row.only_provider == context.request.provider) continue;
        const Field* field = context.fields[name_of(row)];
        if (field == nullptr) continue;
        findings.add(field->name_span, {of_another,
                                        {{"field", quoted(row.name)},
                                         {"provider", quoted(row.only_provider)},
                                         {"given", quoted(context.request.provider)}}});
    }
}

}  // namespace

extern const Rule provider_field{
    .name = "provider-field",
    .category = Category::request,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a field that another provider documents", "只有另一个服务商的文档说明了的字段"},
    .why = {"`aigc_watermark` is on the Chinese host's page alone. --provider says whom a request is meant "
            "for; without it the official host is assumed, or the one that a curl command calls.",
            "`aigc_watermark` 只出现在中国站主机的页面上。--provider "
            "指明请求发给谁；不指定时视为官方主机，或 curl 命令所调用的主机。"},
    .basis = {Grade::b, source::official_zh},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","aigc_watermark":true})",
                   .fixed = "",
                   .good = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
