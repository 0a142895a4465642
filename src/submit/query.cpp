#include "submit/query.hpp"

#include <fmt/format.h>

#include "catalog/codes.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

constexpr int http_unauthorized = 401;
constexpr int http_forbidden = 403;
constexpr int http_too_many = 429;

bool is_refusal(std::int64_t code) {
    const Code* row = find_code(code);
    return row != nullptr && row->on_create == OnCreate::refuse_key;
}

/// The task itself was refused, not the question: what it made may not be shown.
constexpr std::int64_t sensitive_output = 1027;
constexpr std::int64_t sensitive_input = 1026;

bool is_of_task(std::int64_t code) {
    return code == 0 || code == sensitive_output || code == sensitive_input;
}

}  // namespace

QueryOutcome judge_query(const Reply& reply, const Answer& answer) {
    if (reply.transport == Transport::untrusted) return QueryOutcome::untrusted;
    if (reply.transport != Transport::whole) return QueryOutcome::again;
    if (answer.readable && answer.code) {
        if (is_refusal(*answer.code)) return QueryOutcome::refused;
        return is_of_task(*answer.code) ? QueryOutcome::told : QueryOutcome::again;
    }
    if (reply.status == http_unauthorized || reply.status == http_forbidden) return QueryOutcome::refused;
    const bool says_something = !answer.status.empty() || !answer.download_url.empty();
    return reply.status / 100 == 2 && says_something ? QueryOutcome::told : QueryOutcome::again;
}

bool knows_task(const Answer& answer, std::string_view task_id) {
    return !answer.status.empty() && (answer.task_id.empty() || answer.task_id == task_id);
}

bool is_throttled(const Reply& reply) {
    const Answer answer = read_answer(reply.body);
    const Code* row = answer.code ? find_code(*answer.code) : nullptr;
    return reply.status == http_too_many || (row != nullptr && row->on_create == OnCreate::wait);
}

std::string describe_answer(const Reply& reply, const Answer& answer) {
    if (reply.transport != Transport::whole) return reply.detail;
    if (!answer.code) return fmt::format("HTTP {}", reply.status);
    const Code* row = find_code(*answer.code);
    return fmt::format("code {}{}{}", *answer.code,
                       row == nullptr ? "" : fmt::format(" ({})", row->meaning.en),
                       answer.message.empty() ? "" : fmt::format(", {}", quote(answer.message)));
}

Change change_of(const Answer& answer) {
    Change change{.reason = fmt::format("the service says {}", quote(answer.status)), .code = answer.code};
    // With a code of its own an answer may well have no status.
    if (answer.code.value_or(0) != 0)
        change.reason = describe_answer({.transport = Transport::whole}, answer);
    if (progress_of(answer.status) == Progress::succeeded && is_id(answer.file_id))
        change.file_id = answer.file_id;
    return change;
}

}  // namespace camlint
