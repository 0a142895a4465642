#pragma once
// What was paid for: a table of requests and an append-only table of what happened to them, in SQLite.
//
// A change is on disk when the call that makes it returns, so a row can be written before the bytes that
// it speaks of leave. Never holds a key, an Authorization header or a signed URL: texts pass a Redactor.
// Every call throws LedgerError where the file cannot be used. One thread; any number of processes.

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "submit/owner.hpp"
#include "submit/redactor.hpp"
#include "submit/row.hpp"

namespace camlint {

class Database;

class Ledger {
public:
    /// Opens or makes `path` (mode 0600) and checks it quickly. The owner and the redactor must outlive it.
    Ledger(const std::string& path, const Owner& owner, const Redactor& redactor);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    /// The row of an order: the one there is for the same hash and take, or a new one, planned. Throws
    /// SubmitError (2) for a body that holds a secret: it is kept as it is sent.
    Planned plan(const Order& order);

    /// Of each order, as if one after the other; all of them are kept or none.
    std::vector<Planned> plan(std::span<const Order> orders);

    /// Changes a row's state if it still is `from`, and a held one only by its owner; false leaves it as it
    /// is. A held state gets this owner, any other none. Throws std::logic_error for what may not follow, for
    /// a task without an id, and for another id than it has.
    bool move(std::int64_t row, State from, State to, const Change& change);

    /// Adds to a row's history without changing its state.
    void note(std::int64_t row, std::string_view text);

    /// Gives rows that dead processes hold to what is known of them: claimed is planned again, downloading is
    /// succeeded, sending is unknown. Gives those rows as they are now.
    std::vector<Row> recover();

    /// Keeps a paid task's id beside the ledger, which cannot be written; `recover` takes it in. False where
    /// that cannot be done either.
    [[nodiscard]] bool keep_beside(std::int64_t row, std::string_view task_id) const;

    [[nodiscard]] std::optional<Row> find(std::int64_t row) const;
    /// At one base URL no task is of two rows; anywhere where none is given.
    [[nodiscard]] std::optional<Row> find_task(std::string_view task_id,
                                               std::string_view base_url = {}) const;
    [[nodiscard]] std::optional<Row> find_order(const Order& order) const;
    [[nodiscard]] std::optional<Row> find_nonce(std::string_view nonce) const;
    /// In the order of their numbers; all where no state is given.
    [[nodiscard]] std::vector<Row> list(const std::vector<State>& states = {}) const;
    [[nodiscard]] std::vector<Event> history(std::int64_t row) const;  ///< 0 for all rows

    /// The next moment at which any process may send to `base_url`, and takes it: one every `gap`.
    /// Milliseconds of the Unix epoch.
    std::int64_t reserve(std::string_view base_url, std::int64_t now, std::int64_t gap);

    /// Keeps what a callback said until it has been looked into; a second one for a nonce takes the first's
    /// place only where it names another task.
    void keep_hint(std::string_view nonce, std::string_view task_id);
    struct Hint {
        std::string nonce;
        std::string task_id;
    };
    [[nodiscard]] std::vector<Hint> hints() const;
    void drop_hint(std::string_view nonce);

    /// The unguessable part of callback paths, the same for all who use this ledger.
    [[nodiscard]] std::string callback_secret();

    /// What is wrong with the file and its rows, all that is found; empty for nothing.
    [[nodiscard]] std::vector<std::string> check() const;

private:
    std::vector<Row> recover_from(const std::set<std::string>& dead);
    void recover_lost(std::vector<Row>& moved);
    Planned plan_one(const Order& order);
    void put(const Row& row, const Change& change, State to, std::string_view owner);
    void add_event(std::int64_t row, std::string_view from, State to, std::string_view text);
    [[nodiscard]] std::string kept(std::string_view text) const;

    std::string path_;
    std::unique_ptr<Database> database_;
    const Owner& owner_;
    const Redactor& redactor_;
};

}  // namespace camlint
