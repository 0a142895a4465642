#include "catalog/addresses.hpp"
#include "diagnostic/rule.hpp"
#include "text/url.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase unreachable{"unreachable-callback", "the server cannot call back to {host}: {reason}",
                             "服务器无法回调 {host}：{reason}"};
constexpr Phrase by_source{"unreachable-callback.source", "by {source}", "依据 {source}"};
constexpr Phrase plain_http{
    "unreachable-callback.http",
    "the callback URL is plain http: anyone on the way can read and forge updates; expected https",
    "回调 URL 使用明文 http：传输途中任何人都能读取和伪造更新；应使用 https"};

void check(const Context& context, Findings& findings) {
    const Field* field = context.settled_text(FieldName::callback_url);
    if (field == nullptr) return;
    const Url url = parse_url(field->value.text);
    if (!url.error.empty() || url.has_credentials) return;
    const Span place = field->value.content;
    if (const AddressRange* range = unreachable_range(url.host)) {
        findings.add(place, {unreachable, {{"host", quoted(url.host)}, {"reason", range->what}}})
            .note({by_source, {{"source", std::string(range->source)}}});
    } else if (!url.is_https) {
        findings.add(place, plain_http);
    }
}

}  // namespace

extern const Rule unreachable_callback{
    .name = "unreachable-callback",
    .category = Category::request,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a callback URL that the server cannot reach, or reaches unprotected",
                "服务器无法访问、或访问时没有加密保护的回调 URL"},
    .why =
        {"MiniMax calls the URL from its own network and expects an answer to its challenge within 3 s. "
         "Addresses of this machine or of a private network lead nowhere there. No name is looked up: only "
         "what the URL itself says is judged.",
         "MiniMax 从自己的网络调用该 URL，并要求在 3 "
         "秒内应答其验证请求。本机或私有网络的地址在那里无法访问。不会查询任何域名：只根据 URL 本身判断。"},
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
