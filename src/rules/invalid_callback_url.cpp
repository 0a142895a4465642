#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/url.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    const Field* field = context.settled_text("callback_url");
    if (field == nullptr) return;
    const Url url = parse_url(field->value.text);
    const Span place = field->value.content;
    if (!url.error.empty()) {
        findings.add(place, fmt::format("the callback URL {}; expected 'https://host/path'", url.error.en));
    } else if (url.has_credentials) {
        findings.add(place, "the callback URL holds a user name or password; expected 'https://host/path'");
    }
}

}  // namespace

extern const Rule invalid_callback_url{
    .name = "invalid-callback-url",
    .category = Category::request,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = "a callback URL that is not an absolute http or https URL",
    .why =
        "The server sends a challenge to the URL, so it has to be one that can be called. That a user name "
        "or "
        "password in it does harm is this project's judgement: it is stored and logged on the way.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","callback_url":"a.example/cb"})",
                   .fixed = "",
                   .good =
                       R"({"model":"T2V-01","prompt":"A man walks.","callback_url":"https://a.example/cb"})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
