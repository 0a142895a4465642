#include "submit/follower.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "submit/error.hpp"
#include "submit/query.hpp"

namespace camlint {
namespace {

constexpr int most_active = 8;  ///< questions at once

}  // namespace

Follower::Follower(Wire& wire, Ledger& ledger, const Endpoint& endpoint, FollowOptions options, Watch& watch)
    : wire_(wire), ledger_(ledger), endpoint_(endpoint), options_(options), watch_(watch) {}

void Follower::add(std::int64_t number) {
    const std::optional<Row> row = ledger_.find(number);
    if (!row || !is_pending(row->state) || tasks_.contains(number) || left_.contains(number)) return;
    const Time now = Clock::now();
    // Nothing is ready at once; one that has been running for long is asked at once.
    const Time first = row->state == State::running || options_.asks_once
                           ? now
                           : now + jitter_.around(options_.interval, 0.2);
    tasks_.emplace(number, Task{.task_id = row->task_id, .began = now, .due = first});
}

Time Follower::step(Time now) {
    if (stopped_) return Time::max();
    Time next = Time::max();
    for (auto it = tasks_.begin(); it != tasks_.end();) {
        auto& [number, task] = *it;
        const Time last = task.began + options_.deadline;
        if (now >= last && !task.is_asking) {
            watch_.say(fmt::format(
                "row {} is not ready after {:g} minutes; 'camlint resume' follows it further", number,
                std::chrono::duration<double, std::ratio<60>>(options_.deadline).count()));
            left_.insert(number);
            it = tasks_.erase(it);
            continue;
        }
        const Time due = std::max(task.due, calm_);
        if (!task.is_asking && due <= now && active_ < most_active) {
            ask(number, task);
        } else if (!task.is_asking && due > now) {
            next = std::min({next, due, last});
        }
        ++it;
    }
    return next;
}

void Follower::stop(int exit_code) {
    if (!stopped_) exit_code_ = exit_code;
    stopped_ = true;
}

std::vector<std::int64_t> Follower::take_succeeded() { return std::exchange(succeeded_, {}); }

void Follower::ask(std::int64_t row, Task& task) {
    task.is_asking = true;
    ++active_;
    wire_.start({.url = endpoint_.query(task.task_id),
                 .has_key = true,
                 .patience = options_.answer_patience,
                 .done = [this, row](const Reply& reply) { hear(row, reply); }});
}

void Follower::hear(std::int64_t number, const Reply& reply) {
    --active_;
    const auto found = tasks_.find(number);
    if (found == tasks_.end()) return;
    Task& task = found->second;
    task.is_asking = false;
    const Answer answer = read_answer(reply.body);
    switch (judge_query(reply, answer)) {
        case QueryOutcome::refused:
            watch_.say(fmt::format("the service refuses the key: {}", describe_answer(reply, answer)));
            return stop(exit_authentication);
        case QueryOutcome::untrusted: watch_.say(describe_answer(reply, answer)); return stop(exit_unreached);
        case QueryOutcome::again: return plan_next(task, true, reply);
        case QueryOutcome::told: break;
    }
    if (settle(number, task, answer) || options_.asks_once) {
        left_.insert(number);
        tasks_.erase(found);
    } else {
        plan_next(task, false, reply);
    }
}

void Follower::plan_next(Task& task, bool failed, const Reply& reply) {
    const Time now = Clock::now();
    task.failures = failed ? task.failures + 1 : 0;
    if (failed && is_throttled(reply)) {
        calm_ = now + (reply.retry_after ? Milliseconds(*reply.retry_after) : jitter_.backoff(task.failures));
    }
    const bool is_late = now - task.began > options_.patience;
    const Milliseconds interval = jitter_.around(is_late ? options_.later : options_.interval, 0.2);
    task.due = now + (failed ? std::min(interval, jitter_.backoff(task.failures)) : interval);
}

/// Writes down what a task's answer says; true where there is nothing more to ask.
bool Follower::settle(std::int64_t number, Task& task, const Answer& answer) {
    const std::optional<Row> row = ledger_.find(number);
    if (!row || !is_pending(row->state)) {
        // Another process heard it first, and may not want the video.
        if (row && row->state == State::succeeded) succeeded_.push_back(number);
        return true;
    }
    const Change change = change_of(answer);
    bool ended = false;
    switch (answer.code.value_or(0) != 0 ? Progress::failed : progress_of(answer.status)) {
        case Progress::failed: ended = ledger_.move(number, row->state, State::failed, change); break;
        case Progress::succeeded:
            if (answer.file_id.empty()) {
                if (!std::exchange(task.is_noted, true)) {
                    ledger_.note(number, "said to have succeeded, without a file id");
                }
                return false;
            }
            ended = ledger_.move(number, row->state, State::succeeded, change);
            if (ended) succeeded_.push_back(number);
            break;
        case Progress::running:
            if (row->state != State::accepted || answer.status.empty()) return false;
            ledger_.move(number, State::accepted, State::running, change);
            break;
    }
    if (const std::optional<Row> now = ledger_.find(number)) watch_.changed(*now);
    return ended;
}

}  // namespace camlint
