#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "catalog/fields.hpp"
#include "diagnostic/rule.hpp"
#include "text/display.hpp"
#include "text/placeholder.hpp"

namespace camlint::rules {
namespace {

/// The documented names that the request has already.
std::vector<std::string_view> known_names(const Prompt& prompt) {
    std::vector<std::string_view> names;
    for (const RequestField& field : request_fields()) {
        if (prompt.field(field.name) != nullptr) names.push_back(field.name);
    }
    return names;
}

void check(const Context& context, Findings& findings) {
    const Prompt& prompt = context.prompt;
    const std::vector<std::string_view> known = known_names(prompt);
    for (const Field& field : prompt.fields) {
        if (find_request_field(field.name) != nullptr || is_template(field.name)) continue;
        const std::string_view near = near_request_field(field.name);
        if (near.empty() && prompt.role != Role::body) continue;
        const bool taken = std::ranges::find(known, near) != known.end();
        Diagnostic& found = findings.add(
            field.name_span, near.empty() || taken
                                 ? fmt::format("{} is documented nowhere for this request", quote(field.name))
                                 : fmt::format("{} is documented nowhere for this request; did you mean {}?",
                                               quote(field.name), quote(near)));
        if (near.empty() || taken) continue;
        found.fixes.push_back({.title = fmt::format("rename to {}", quote(near)),
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
    .summary = "a field that no page of this API documents",
    .why =
        "No page says what the API does with a field that it does not document. In lists of records and in "
        "front matter only near misses are told, since other names may have a meaning of their own there.",
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
