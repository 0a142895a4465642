#include "diagnostic/rule.hpp"
#include "text/url.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase malformed{"invalid-callback-url", "the callback URL {problem}; expected 'https://host/path'",
                           "回调 URL {problem}；应为 'https://host/path'"};
constexpr Phrase credentials{"invalid-callback-url.credentials",
                             "the callback URL holds a user name or password; expected 'https://host/path'",
                             "回调 URL 含有用户名或密码；应为 'https://host/path'"};

void check(const Context& context, Findings& findings) {
    const Field* field = context.settled_text(FieldName::callback_url);
    if (field == nullptr) return;
    const Url url = parse_url(field->value.text);
    const Span place = field->value.content;
    if (!url.error.empty()) {
        findings.add(place, {malformed, {{"problem", Words(url.error)}}});
    } else if (url.has_credentials) {
        findings.add(place, credentials);
    }
}

}  // namespace

extern const Rule invalid_callback_url{
    .name = "invalid-callback-url",
    .category = Category::request,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = {"a callback URL that is not an absolute http or https URL",
                "回调 URL 不是绝对的 http 或 https URL"},
    .why =
        {"The server sends a challenge to the URL, so it has to be one that can be called. That a user name "
         "or password in it does harm is this project's judgement: it is stored and logged on the way.",
         "服务器会向该 URL 发送验证请求（challenge），因此它必须能够被调用。其中的用户名或密码会造成危害，"
         "这是本项目的判断：它们会在途中被存储并写入日志。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","callback_url":"a.example/cb"})",
                   .fixed = "",
                   .good =
                       R"({"model":"T2V-01","prompt":"A man walks.","callback_url":"https://a.example/cb"})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
