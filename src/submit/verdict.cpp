#include "submit/verdict.hpp"

#include <string_view>

#include <fmt/format.h>

#include "catalog/codes.hpp"
#include "submit/error.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

using enum Reaction;

/// What the connection shows by itself; the answer says the rest where it is whole.
Verdict by_transport(Transport transport) {
    switch (transport) {
        case Transport::whole: break;
        case Transport::unreached:
            return {.state = State::planned, .reaction = retry, .reason = "could not be reached"};
        case Transport::no_tls:
            return {.state = State::planned, .reaction = retry, .reason = "no TLS connection"};
        case Transport::untrusted:
            return {.state = State::planned,
                    .reaction = stop,
                    .exit_code = exit_unreached,
                    .reason = "the certificate is not to be trusted"};
        case Transport::held_back:
            return {.state = State::planned,
                    .reaction = stop,
                    .exit_code = exit_usage,
                    .reason = "held back before anything was sent"};
        case Transport::broken: return {.reason = "the connection ended without an answer"};
        case Transport::cut: return {.reason = "the answer was cut"};
        case Transport::too_large: return {.reason = "the answer was too large"};
    }
    return {};
}

Verdict by_http(int status) {
    if (status == 429) return {.state = State::planned, .reaction = pause};
    if (status == 401 || status == 403) {
        return {.state = State::planned, .reaction = stop, .exit_code = exit_authentication};
    }
    if (status >= 300 && status <= 399) {
        return {.state = State::planned, .reaction = stop, .exit_code = exit_usage};
    }
    return {};
}

Verdict by_code(const Code* code, const Answer& answer) {
    switch (code == nullptr ? OnCreate::unclear : code->on_create) {
        case OnCreate::take:
            if (answer.task_id.empty()) return {};
            return {.state = State::accepted, .task_id = answer.task_id};
        case OnCreate::wait: return {.state = State::planned, .reaction = pause};
        case OnCreate::refuse_key:
            return {.state = State::planned, .reaction = stop, .exit_code = exit_authentication};
        case OnCreate::refuse_account:
            return {.state = State::planned, .reaction = stop, .exit_code = exit_budget};
        case OnCreate::refuse_prompt: return {.state = State::rejected};
        case OnCreate::refuse_parameters:
            if (!speaks_of_callback(answer.message)) return {.state = State::rejected};
            return {.state = State::planned, .reaction = stop, .exit_code = exit_usage};
        case OnCreate::unclear: break;
    }
    return {};
}

/// "code 1008 (balance too low): 'insufficient balance'".
std::string describe(const Code* code, const Answer& answer) {
    std::string text = fmt::format("code {}", *answer.code);
    if (code != nullptr) text += fmt::format(" ({})", code->meaning.en);
    if (!answer.message.empty()) text += ": " + printable(quote(answer.message));
    return text;
}

std::string describe(int status, const Answer& answer) {
    return fmt::format("HTTP {}, {}", status,
                       answer.readable ? "an answer without a code" : "an answer that cannot be read");
}

}  // namespace

Verdict classify(const Reply& reply, const Answer& answer) {
    if (reply.transport != Transport::whole) {
        Verdict verdict = by_transport(reply.transport);
        if (!reply.detail.empty()) verdict.reason += ": " + printable(reply.detail);
        return verdict;
    }
    Verdict verdict;
    if (answer.readable && answer.code) {
        const Code* code = find_code(*answer.code);
        verdict = by_code(code, answer);
        verdict.code = answer.code;
        verdict.reason = describe(code, answer);
        if (verdict.state == State::accepted) return verdict;
        if (*answer.code == 0) verdict.reason += ", without a task id";
    } else {
        verdict = by_http(reply.status);
        verdict.reason = describe(reply.status, answer);
    }
    if (!answer.task_id.empty()) {
        // Whoever refuses and names a task says two things, and one of them is that it is paid for.
        verdict.state = State::unknown;
        if (verdict.reaction != stop) verdict.reaction = go_on;
        verdict.reason += fmt::format("; it names the task {}", quote(answer.task_id));
    }
    return verdict;
}

}  // namespace camlint
