#include "submit/ledger.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "submit/database.hpp"
#include "submit/error.hpp"
#include "submit/hash.hpp"
#include "submit/ledger_file.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::size_t longest_text = 2000;  ///< bytes of a reason, a note or a source

constexpr std::string_view columns =
    "row, state, request_hash, take, provider, base_url, model, duration, resolution, body, prompt_sha256, "
    "source, reason, code, task_id, file_id, body_sha256, nonce, owner, path, sha256, bytes, created, "
    "updated";

std::string now_text() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto count = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    const std::time_t seconds = count / 1000;
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                       utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, count % 1000);
}

Row row_of(const Statement& line) {
    Row row;
    row.row = line.number(0);
    const std::optional<State> state = find_state(line.text(1));
    if (!state) throw LedgerError(fmt::format("row {} of the ledger has no known state", row.row));
    row.state = *state;
    row.order = {.request_hash = line.text(2),
                 .take = static_cast<int>(line.number(3)),
                 .provider = line.text(4),
                 .base_url = line.text(5),
                 .model = line.text(6),
                 .duration = static_cast<int>(line.number(7)),
                 .resolution = line.text(8),
                 .body = line.text(9),
                 .prompt_sha256 = line.text(10),
                 .source = line.text(11)};
    row.reason = line.text(12);
    row.code = line.number_or_null(13);
    row.task_id = line.text(14);
    row.file_id = line.text(15);
    row.body_sha256 = line.text(16);
    row.nonce = line.text(17);
    row.owner = line.text(18);
    row.path = line.text(19);
    row.sha256 = line.text(20);
    row.bytes = line.number(21);
    row.created = line.text(22);
    row.updated = line.text(23);
    return row;
}

std::optional<Row> first_row(Statement& statement) {
    if (!statement.step()) return {};
    return row_of(statement);
}

std::string selection(std::string_view condition) {
    return fmt::format("SELECT {} FROM task WHERE {} ORDER BY row", columns, condition);
}

/// What is known of a row when the process that held it has died.
struct Aftermath {
    State held;
    State then;
    std::string_view reason;
};

constexpr std::array aftermaths{
    Aftermath{State::claimed, State::planned, "its process ended before anything was sent"},
    Aftermath{State::sending, State::unknown, "its process ended while it was sent"},
    Aftermath{State::downloading, State::succeeded, "its process ended during the download"},
};

const Aftermath& aftermath_of(State held) { return *std::ranges::find(aftermaths, held, &Aftermath::held); }

void check_change(const Row& row, State to, const Change& change) {
    const std::string& task_id = change.task_id ? *change.task_id : row.task_id;
    if (has_task(to) && task_id.empty()) {
        throw std::logic_error(fmt::format("row {} cannot be {} without a task id", row.row, name_of(to)));
    }
    if (!row.task_id.empty() && task_id != row.task_id) {
        throw std::logic_error(fmt::format("row {} has a task id already", row.row));
    }
}

}  // namespace

Ledger::Ledger(const std::string& path, const Owner& owner, const Redactor& redactor)
    : path_(path), database_(open_ledger(path)), owner_(owner), redactor_(redactor) {}

Ledger::~Ledger() = default;

std::string Ledger::kept(std::string_view text) const {
    std::string safe = redactor_(text);
    if (safe.size() > longest_text) safe = std::string(clip(safe, longest_text)) + "…";
    return safe;
}

void Ledger::add_event(std::int64_t row, std::string_view from, State to, std::string_view text) {
    Statement(*database_, "INSERT INTO event (row, at, from_state, to_state, text) VALUES (?, ?, ?, ?, ?)")
        .with(row)
        .with(now_text())
        .with_text_or_null(from)
        .with(name_of(to))
        .with(text)
        .run();
}

Planned Ledger::plan(const Order& order) { return std::move(plan(std::span(&order, 1))[0]); }

std::vector<Planned> Ledger::plan(std::span<const Order> orders) {
    for (const Order& order : orders) {
        if (!redactor_.finds_secret(order.body)) continue;
        throw SubmitError(exit_usage, fmt::format("{} holds the key itself; it is neither sent nor kept",
                                                  redactor_(order.source)));
    }
    std::vector<Planned> planned;
    Transaction transaction(*database_);
    for (const Order& order : orders) planned.push_back(plan_one(order));
    transaction.commit();
    return planned;
}

Planned Ledger::plan_one(const Order& order) {
    Statement same(*database_, selection("request_hash = ? AND take = ?"));
    same.with(order.request_hash).with(std::int64_t{order.take});
    if (std::optional<Row> row = first_row(same)) return {.row = std::move(*row), .is_new = false};
    const std::string now = now_text();
    Statement(*database_,
              "INSERT INTO task (state, request_hash, take, provider, base_url, model, duration, resolution, "
              "body, prompt_sha256, source, created, updated) "
              "VALUES ('planned', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .with(order.request_hash)
        .with(std::int64_t{order.take})
        .with(order.provider)
        .with(order.base_url)
        .with(order.model)
        .with(std::int64_t{order.duration})
        .with(order.resolution)
        .with(order.body)
        .with(order.prompt_sha256)
        .with(kept(order.source))
        .with(now)
        .with(now)
        .run();
    const std::int64_t number = database_->last_row();
    add_event(number, "", State::planned, "");
    std::optional<Row> made = find(number);
    if (!made) throw LedgerError("the ledger does not keep what is written");
    return {.row = std::move(*made), .is_new = true};
}

void Ledger::put(const Row& row, const Change& change, State to, std::string_view owner) {
    const std::string reason = kept(change.reason);
    Statement(*database_,
              "UPDATE task SET state = ?, reason = ?, code = ?, task_id = ?, file_id = ?, body_sha256 = ?, "
              "nonce = ?, owner = ?, path = ?, sha256 = ?, bytes = ?, updated = ? WHERE row = ?")
        .with(name_of(to))
        .with(reason)
        .with(change.code)
        .with_text_or_null(change.task_id.value_or(row.task_id))
        .with_text_or_null(change.file_id.value_or(row.file_id))
        .with_text_or_null(change.body_sha256.value_or(row.body_sha256))
        .with_text_or_null(change.nonce.value_or(row.nonce))
        .with_text_or_null(owner)
        .with_text_or_null(change.path.value_or(row.path))
        .with_text_or_null(change.sha256.value_or(row.sha256))
        .with(change.bytes.value_or(row.bytes))
        .with(now_text())
        .with(row.row)
        .run();
    add_event(row.row, name_of(row.state), to, reason);
}

bool Ledger::move(std::int64_t row, State from, State to, const Change& change) {
    if (!may_follow(from, to)) {
        throw std::logic_error(fmt::format("{} may not follow {}", name_of(to), name_of(from)));
    }
    Transaction transaction(*database_);
    const std::optional<Row> present = find(row);
    if (!present || present->state != from) return false;
    if (is_held(from) && present->owner != owner_.name()) return false;
    check_change(*present, to, change);
    put(*present, change, to, is_held(to) ? std::string_view(owner_.name()) : std::string_view());
    transaction.commit();
    return true;
}

void Ledger::note(std::int64_t row, std::string_view text) {
    Transaction transaction(*database_);
    const std::optional<Row> present = find(row);
    if (!present) throw std::logic_error(fmt::format("the ledger has no row {}", row));
    add_event(row, name_of(present->state), present->state, kept(text));
    transaction.commit();
}

std::vector<Row> Ledger::recover() {
    // Who is dead stays dead, so only a ledger with such rows is written to.
    std::set<std::string> dead;
    for (const std::string& owner :
         column(*database_, "SELECT DISTINCT owner FROM task WHERE owner IS NOT NULL")) {
        if (owner != owner_.name() && !owner_.is_alive(owner)) dead.insert(owner);
    }
    std::vector<Row> moved;
    if (!dead.empty()) moved = recover_from(dead);
    recover_lost(moved);
    return moved;
}

std::vector<Row> Ledger::recover_from(const std::set<std::string>& dead) {
    Transaction transaction(*database_);
    std::vector<Row> moved;
    for (const Row& row : list({State::claimed, State::sending, State::downloading})) {
        if (!dead.contains(row.owner)) continue;
        const Aftermath& aftermath = aftermath_of(row.state);
        put(row, {.reason = std::string(aftermath.reason)}, aftermath.then, "");
        moved.push_back(find(row.row).value_or(row));
    }
    transaction.commit();
    return moved;
}

std::optional<Row> Ledger::find(std::int64_t row) const {
    Statement statement(*database_, selection("row = ?"));
    return first_row(statement.with(row));
}

std::optional<Row> Ledger::find_task(std::string_view task_id, std::string_view base_url) const {
    Statement statement(*database_, selection("task_id = ?1 AND (?2 = '' OR base_url = ?2)"));
    return first_row(statement.with(task_id).with(base_url));
}

std::optional<Row> Ledger::find_order(const Order& order) const {
    Statement statement(*database_, selection("request_hash = ? AND take = ?"));
    return first_row(statement.with(order.request_hash).with(order.take));
}

std::optional<Row> Ledger::find_nonce(std::string_view nonce) const {
    Statement statement(*database_, selection("row = (SELECT row FROM attempt WHERE nonce = ?)"));
    return first_row(statement.with(nonce));
}

std::vector<Row> Ledger::list(const std::vector<State>& states) const {
    std::vector<std::string> names;
    for (const State state : states) names.push_back(fmt::format("'{}'", name_of(state)));
    const std::string condition =
        states.empty() ? std::string("true") : fmt::format("state IN ({})", fmt::join(names, ", "));
    std::vector<Row> rows;
    Statement statement(*database_, selection(condition));
    while (statement.step()) rows.push_back(row_of(statement));
    return rows;
}

std::vector<Event> Ledger::history(std::int64_t row) const {
    Statement statement(*database_,
                        "SELECT row, at, from_state, to_state, text FROM event WHERE ?1 = 0 OR row = ?1 "
                        "ORDER BY number");
    statement.with(row);
    std::vector<Event> events;
    while (statement.step()) {
        events.push_back({.row = statement.number(0),
                          .at = statement.text(1),
                          .from = statement.text(2),
                          .to = statement.text(3),
                          .text = statement.text(4)});
    }
    return events;
}

}  // namespace camlint
