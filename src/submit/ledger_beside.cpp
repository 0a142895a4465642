// What the ledger keeps beside its rows, and the check of all of it.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "submit/database.hpp"
#include "submit/error.hpp"
#include "submit/hash.hpp"
#include "submit/ledger.hpp"
#include "submit/ledger_file.hpp"
#include "submit/lost_tasks.hpp"

namespace camlint {
namespace {

constexpr const char* lost_suffix = ".lost";
constexpr std::size_t secret_bytes = 16;
constexpr std::string_view secret_query = "SELECT value FROM meta WHERE name = 'callback-secret'";

/// What is wrong with one row's events, in their order; empty for nothing.
std::string chain_problem(const std::vector<Event>& events, State state) {
    std::string last;
    for (const Event& event : events) {
        if (event.from != last) return fmt::format("an event leads on from '{}', not '{}'", event.from, last);
        const std::optional<State> from = find_state(event.from);
        const std::optional<State> to = find_state(event.to);
        if (!to) return fmt::format("an event leads to '{}'", event.to);
        const bool fits = from ? from == to || may_follow(*from, *to) : *to == State::planned;
        if (!fits) return fmt::format("an event leads from '{}' to '{}'", event.from, event.to);
        last = event.to;
    }
    if (last == name_of(state)) return {};
    return fmt::format("it is {}, but its last event says '{}'", name_of(state), last);
}

}  // namespace

std::int64_t Ledger::reserve(std::string_view base_url, std::int64_t now, std::int64_t gap) {
    // As many as may well be waiting at once; but where requests leave seldom, a day at most.
    constexpr std::int64_t most_waiting = 100;
    constexpr std::int64_t ten_minutes = 600'000;
    constexpr std::int64_t day = 86'400'000;
    const std::int64_t ahead = std::clamp(std::min(gap, day) * most_waiting, ten_minutes, day);
    Transaction transaction(*database_);
    Statement known(*database_, "SELECT last FROM pace WHERE base_url = ?");
    std::int64_t next = now;
    if (known.with(base_url).step()) {
        const std::int64_t last = known.number(0);
        // What is that far ahead was written by a clock that was wrong.
        if (last <= now + ahead) next = std::max(now, last + gap);
    }
    Statement(*database_,
              "INSERT INTO pace (base_url, last) VALUES (?, ?) "
              "ON CONFLICT (base_url) DO UPDATE SET last = excluded.last")
        .with(base_url)
        .with(next)
        .run();
    transaction.commit();
    return next;
}

bool Ledger::keep_beside(std::int64_t row, std::string_view task_id) const {
    return keep_lost_task(path_ + lost_suffix, row, task_id);
}

void Ledger::recover_lost(std::vector<Row>& moved) {
    take_lost_tasks(path_ + lost_suffix, [&](std::int64_t number, const std::string& task_id) {
        const std::optional<Row> row = find(number);
        if (!row) return false;
        if (row->task_id == task_id) return true;
        if (row->state != State::unknown || find_task(task_id, row->order.base_url)) return false;
        const Change change{.reason = "its task was kept beside the ledger", .task_id = task_id};
        if (!move(number, State::unknown, State::accepted, change)) return false;
        moved.push_back(find(number).value_or(*row));
        return true;
    });
}

void Ledger::keep_hint(std::string_view nonce, std::string_view task_id) {
    Transaction transaction(*database_);
    Statement(
        *database_,
        "INSERT INTO hint (nonce, task_id) VALUES (?, ?) "
        "ON CONFLICT (nonce) DO UPDATE SET task_id = excluded.task_id WHERE task_id <> excluded.task_id")
        .with(nonce)
        .with(task_id)
        .run();
    transaction.commit();
}

std::vector<Ledger::Hint> Ledger::hints() const {
    Statement statement(*database_, "SELECT nonce, task_id FROM hint ORDER BY rowid");
    std::vector<Hint> hints;
    while (statement.step()) hints.push_back({.nonce = statement.text(0), .task_id = statement.text(1)});
    return hints;
}

void Ledger::drop_hint(std::string_view nonce) {
    Transaction transaction(*database_);
    Statement(*database_, "DELETE FROM hint WHERE nonce = ?").with(nonce).run();
    transaction.commit();
}

std::string Ledger::callback_secret() {
    std::vector<std::string> secret = column(*database_, secret_query);
    if (!secret.empty()) return secret[0];
    Transaction transaction(*database_);
    secret = column(*database_, secret_query);  // another process may have been first
    if (!secret.empty()) return secret[0];
    secret.push_back(random_hex(secret_bytes));
    Statement(*database_, "INSERT INTO meta (name, value) VALUES ('callback-secret', ?)")
        .with(secret[0])
        .run();
    transaction.commit();
    return secret[0];
}

std::vector<std::string> Ledger::check() const {
    std::vector<std::string> problems = check_ledger_file(*database_);
    try {
        std::map<std::int64_t, std::vector<Event>> events;
        for (Event& event : history(0)) events[event.row].push_back(std::move(event));
        for (const Row& row : list()) {
            const std::string problem = chain_problem(events[row.row], row.state);
            if (!problem.empty()) problems.push_back(fmt::format("row {}: {}", row.row, problem));
        }
    } catch (const LedgerError& error) {
        problems.emplace_back(error.what());  // damage that stops the reading is one of the findings
    }
    return problems;
}

}  // namespace camlint
