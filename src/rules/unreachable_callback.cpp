#include <fmt/format.h>

#include "catalog/addresses.hpp"
#include "diagnostic/rule.hpp"
#include "text/display.hpp"
#include "text/url.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    const Field* field = context.settled_text("callback_url");
    if (field == nullptr) return;
    const Url url = parse_url(field->value.text);
    if (!url.error.empty() || url.has_credentials) return;
    const Span place = field->value.content;
    if (const AddressRange* range = unreachable_range(url.host)) {
        findings
            .add(place, fmt::format("the server cannot call back to {}: {}", quote(url.host), range->what))
            .note(fmt::format("by {}", range->source));
    } else if (!url.is_https) {
        findings.add(
            place,
            "the callback URL is plain http: anyone on the way can read and forge updates; expected https");
    }
}

}  // namespace

extern const Rule unreachable_callback{
    .name = "unreachable-callback",
    .category = Category::request,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "a callback URL that the server cannot reach, or reaches unprotected",
    .why =
        "MiniMax calls the URL from its own network and expects an answer to its challenge within 3 s. "
        "Addresses of this machine or of a private network lead nowhere there. No name is looked up: only "
        "what "
        "the URL itself says is judged.",
    .basis = {Grade::d, source::inference},
    .examples =
        {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","callback_url":"https://192.168.0.7/cb"})",
           .fixed = "",
           .good = R"({"model":"T2V-01","prompt":"A man walks.","callback_url":"https://a.example/cb"})",
           .carrier = "json"},
          {.bad = R"({"model":"T2V-01","prompt":"A man walks.","callback_url":"http://a.example/cb"})",
           .fixed = "",
           .good = R"({"model":"T2V-01","prompt":"A man walks.","callback_url":"https://a.example/cb"})",
           .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
