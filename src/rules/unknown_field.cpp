#include "catalog/fields.hpp"
#include "diagnostic/rule.hpp"
#include "text/placeholder.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase undocumented{"unknown-field", "{field} is documented nowhere for this request",
                              "没有文档说明此请求有字段 {field}"};
constexpr Phrase near_field{"unknown-field.near",
                            "{field} is documented nowhere for this request; did you mean {near}?",
                            "没有文档说明此请求有字段 {field}；是否想写 {near}？"};
constexpr Phrase rename{"unknown-field.rename", "rename to {name}", "重命名为 {name}"};

void check(const Context& context, Findings& findings) {
    const Prompt& prompt = context.prompt;
    for (const Field& field : prompt.fields) {
        if (find_request_field(field.name) != nullptr || is_template(field.name)) continue;
        const std::string_view near = near_request_field(field.name);
        if (near.empty() && prompt.role != Role::body) continue;
        const bool taken = !near.empty() && context.fields[name_of(*find_request_field(near))] != nullptr;
        Diagnostic& found =
            findings.add(field.name_span,
                         near.empty() || taken
                             ? Message{undocumented, {{"field", quoted(field.name)}}}
                             : Message{near_field, {{"field", quoted(field.name)}, {"near", quoted(near)}}});
        if (near.empty() || taken) continue;
        found.fixes.push_back({.title = {rename, {{"name", quoted(near)}}},
                               .safety = Safety::unsafe,
                               .edits = {{.span = field.name_span, .text = std::string(near)}}});
    }
}

}  // namespace

extern const Rule unknown_field{
    .name = "unknown-field",
    .category = Category::request,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = {"a field that no page of this API documents", "本 API 的任何页面都没有说明的字段"},
    .why =
        {"No page says what the API does with a field that it does not document. In lists of records and in "
         "front matter only near misses are told, since other names may have a meaning of their own there.",
         "没有页面说明 API 会怎样处理文档之外的字段。在记录列表和 front matter "
         "中只报告拼写相近的字段，因为其他名称在那里可能另有含义。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","resolutoin":"720P"})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks.","resolution":"720P"})",
                   .good = R"({"model":"T2V-01","prompt":"A man walks.","resolution":"720P"})",
                   .carrier = "json"},
                  {.bad = R"({"model":"T2V-01","prompt":"A man walks.","seed":5})",
                   .fixed = "",
                   .good = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
