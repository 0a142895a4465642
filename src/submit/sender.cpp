#include "submit/sender.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "submit/error.hpp"
#include "submit/hash.hpp"
#include "submit/receiver.hpp"
#include "submit/request.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

constexpr int most_unreached = 4;  ///< tries; about 10 s of waiting
constexpr Milliseconds longest_silence{3000};
constexpr std::size_t nonce_bytes = 16;
constexpr std::int64_t invalid_parameters = 2013;

std::int64_t wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<Milliseconds>(now).count();
}

std::string seconds(Milliseconds wait) {
    return fmt::format("{:.1f} s", static_cast<double>(wait.count()) / 1000);
}

}  // namespace

Sender::Sender(Wire& wire, Ledger& ledger, const Endpoint& endpoint, SendOptions options, Gate gate,
               Watch& watch)
    : wire_(wire),
      ledger_(ledger),
      endpoint_(endpoint),
      options_(std::move(options)),
      gate_(std::move(gate)),
      watch_(watch),
      spacing_(options_.gap) {}

Time Sender::step(Time now) {
    while (current_ == 0 && !queue_.empty() && !stopped_) {
        if (now < ready_) return ready_;
        if (!has_slot_) {
            const std::int64_t wall = wall_clock();
            const std::int64_t slot = ledger_.reserve(endpoint_.base_url, wall, spacing_.now().count());
            has_slot_ = true;
            const Milliseconds wait(std::max<std::int64_t>(0, slot - wall));
            ready_ = now + wait;
            if (wait > longest_silence) {
                watch_.say(fmt::format("the next request leaves in {}", seconds(wait)));
            }
            continue;
        }
        const std::int64_t row = queue_.front();
        queue_.pop_front();
        if (claim(row)) has_slot_ = false;
    }
    return Time::max();
}

bool Sender::claim(std::int64_t number) {
    std::optional<Row> row = ledger_.find(number);
    if (!row || row->state != State::planned) {
        if (row) tell(number);  // another process was quicker
        return false;
    }
    const std::string nonce = options_.public_url.empty() ? std::string() : random_hex(nonce_bytes);
    const auto own = own_callbacks_.find(number);
    const std::string address = nonce.empty()
                                    ? (own == own_callbacks_.end() ? std::string() : own->second)
                                    : callback_address(options_.public_url, options_.callback_secret, nonce);
    std::string body = body_with_callback(row->order.body, address);
    if (!gate_(*row, body)) return false;
    const Change change{.reason = "about to be sent", .body_sha256 = sha256(body), .nonce = nonce};
    if (!ledger_.move(number, State::planned, State::claimed, change)) {
        tell(number);
        return false;
    }
    row->body_sha256 = *change.body_sha256;
    body_ = std::move(body);
    post(*row);
    return true;
}

void Sender::post(const Row& row) {
    current_ = row.row;
    began_ = false;
    tell(row.row);
    Call call{.url = endpoint_.create(),
              .body = body_,
              .is_post = true,
              .has_key = true,
              .patience = options_.patience};
    call.begin = [this, hash = row.body_sha256] {
        // What leaves is what was linted.
        if (sha256(body_) != hash) return false;
        try {
            began_ = ledger_.move(current_, State::claimed, State::sending, {.reason = "is being sent"});
            show(current_);
        } catch (...) {
            failure_ = std::current_exception();  // not through the frames of a C library
        }
        return began_;
    };
    call.done = [this](const Reply& reply) { settle(reply); };
    call_ = wire_.start(std::move(call));
}

void Sender::settle(const Reply& reply) {
    if (failure_) std::rethrow_exception(failure_);
    Verdict verdict = classify(reply, read_answer(reply.body));
    // The ledger knows best whether a byte can have left.
    if (!began_) verdict.state = State::planned;
    write(began_ ? State::sending : State::claimed, verdict);
    react(verdict, reply);
    current_ = 0;
    call_ = 0;
    body_.clear();
}

void Sender::write(State from, Verdict& verdict) {
    // What was paid for is worth waiting for a ledger that somebody else keeps busy.
    const int most_tries = verdict.task_id.empty() ? 1 : 6;
    for (int tries = 1;; ++tries) {
        try {
            doubt(verdict);
            Change change{.reason = verdict.reason, .code = verdict.code};
            if (verdict.state == State::accepted) {
                change.task_id = verdict.task_id;
                change.reason.clear();  // the state says it all
            }
            if (ledger_.move(current_, from, verdict.state, change)) break;
            throw LedgerError(
                fmt::format("row {} was changed by another process while it was under way", current_));
        } catch (const LedgerError&) {
            if (tries < most_tries) continue;
            if (!verdict.task_id.empty()) keep_beside(verdict.task_id);
            throw;
        }
    }
    tell(current_);
}

/// A task has one row: who names that of another says nothing of this one.
void Sender::doubt(Verdict& verdict) const {
    if (verdict.state != State::accepted) return;
    const std::optional<Row> other = ledger_.find_task(verdict.task_id, endpoint_.base_url);
    if (!other) return;
    verdict.state = State::unknown;
    verdict.reason =
        fmt::format("the service names task {}, which is that of row {}", quote(verdict.task_id), other->row);
}

void Sender::keep_beside(const std::string& task_id) {
    const bool is_kept = ledger_.keep_beside(current_, task_id);
    watch_.say(fmt::format(
        "row {} was accepted as task {}, which the ledger could not be told; {}", current_, task_id,
        is_kept ? std::string("the next command that uses it takes it in")
                : fmt::format("tell it later: 'camlint reconcile {} --task-id {}'", current_, task_id)));
}

void Sender::react(const Verdict& verdict, const Reply& reply) {
    unknown_ = verdict.state == State::unknown ? unknown_ + 1 : 0;
    invalid_ = verdict.state == State::rejected && verdict.code == invalid_parameters ? invalid_ + 1 : 0;
    spacing_.settle(verdict.state == State::accepted);
    if (verdict.reaction != Reaction::retry) unreached_ = 0;
    if (verdict.reaction != Reaction::pause) pauses_ = 0;
    switch (verdict.reaction) {
        case Reaction::go_on:
            if (unknown_ >= most_unknown) {
                watch_.say(
                    fmt::format("{} requests in a row with no clear answer; nothing more is sent", unknown_));
                stop(exit_unknown);
            } else if (invalid_ >= most_invalid) {
                watch_.say(fmt::format("{} requests in a row are invalid; nothing more is sent", invalid_));
                stop(1);
            }
            break;
        case Reaction::retry:
            if (++unreached_ >= most_unreached) {
                watch_.say(fmt::format("{}; nothing more is sent", verdict.reason));
                stop(exit_unreached);
            } else {
                has_slot_ = true;  // the service saw nothing, so its moment is still free
                again(jitter_.backoff(unreached_));
            }
            break;
        case Reaction::pause:
            spacing_.slow_down();
            if (++pauses_ >= most_pauses) {
                watch_.say(
                    fmt::format("{}, {} times in a row; nothing more is sent", verdict.reason, pauses_));
                stop(exit_budget);
            } else {
                again(reply.retry_after ? Milliseconds(*reply.retry_after) : jitter_.backoff(pauses_));
            }
            break;
        case Reaction::stop:
            watch_.say(fmt::format("{}; nothing more is sent", verdict.reason));
            stop(verdict.exit_code);
            break;
    }
}

void Sender::again(Milliseconds wait) {
    queue_.push_front(current_);
    ready_ = Clock::now() + wait;
    watch_.say(fmt::format("row {} is tried again in {}", current_, seconds(wait)));
}

void Sender::stop(int exit_code) {
    if (!stopped_) exit_code_ = exit_code;
    stopped_ = true;
}

void Sender::break_off() {
    if (current_ == 0) return;
    wire_.give_up(call_);
    const State to = began_ ? State::unknown : State::planned;
    Verdict verdict{.state = to,
                    .reason = began_ ? "broken off while it was under way" : "broken off before it was sent"};
    write(began_ ? State::sending : State::claimed, verdict);
    current_ = 0;
    call_ = 0;
}

/// What goes wrong with showing it may not keep its answer from being written down.
void Sender::show(std::int64_t row) noexcept {
    try {
        tell(row);
    } catch (...) {
        return;
    }
}

void Sender::tell(std::int64_t row) {
    if (const std::optional<Row> now = ledger_.find(row)) watch_.changed(*now);
}

}  // namespace camlint
