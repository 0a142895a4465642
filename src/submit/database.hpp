#pragma once
// SQLite as values: a connection, a statement, a transaction. What SQLite refuses is a LedgerError with the
// file's path and SQLite's words. Knows no table.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace camlint {

class Database {
public:
    /// Opens a file that is there. No link is followed, whatever part of the path it is.
    explicit Database(const std::string& path);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* statements);

    /// Of the last statement that changed something.
    [[nodiscard]] std::int64_t changed() const;
    [[nodiscard]] std::int64_t last_row() const;
    [[nodiscard]] bool is_in_transaction() const;

    [[noreturn]] void fail(int code) const;
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] sqlite3* handle() { return handle_; }

private:
    std::string path_;
    sqlite3* handle_ = nullptr;
};

class Statement {
public:
    Statement(Database& database, std::string_view text);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Puts a value into the next place.
    Statement& with(std::string_view text);
    Statement& with(std::int64_t number);
    Statement& with_text_or_null(std::string_view text);  ///< null where it is empty
    Statement& with(std::optional<std::int64_t> number);

    /// Whether there is another row.
    bool step();

    /// Steps to the end.
    void run();

    /// Of the present row, columns from 0; what is null is empty or 0.
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::optional<std::int64_t> number_or_null(int column) const;

private:
    Database& database_;
    sqlite3_stmt* statement_ = nullptr;
    int places_ = 0;
};

/// Nobody else writes while it lasts; nothing of it stays without `commit`.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// What was changed is on disk when this returns.
    void commit();

private:
    Database& database_;
};

/// The first column of all rows.
[[nodiscard]] std::vector<std::string> column(Database& database, std::string_view text);

}  // namespace camlint
