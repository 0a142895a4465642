#include "submit/database.hpp"

#include <cstring>

#include <fmt/format.h>
#include <sqlite3.h>

#include "submit/error.hpp"

namespace camlint {
namespace {

constexpr int patience = 10'000;  ///< milliseconds for another process's transaction

}  // namespace

Database::Database(const std::string& path) : path_(path) {
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE |
                          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
    if (code == SQLITE_OK) {
        // A file that was tampered with may change data, but cannot run anything.
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_busy_timeout(handle_, patience);
        return;
    }
    const std::string words = handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_);
    sqlite3_close_v2(handle_);
    throw LedgerError(fmt::format("cannot open the ledger '{}': {}", path, words));
}

Database::~Database() { sqlite3_close_v2(handle_); }

void Database::run(const char* statements) {
    const int code = sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::changed() const { return sqlite3_changes64(handle_); }
std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_); }
bool Database::is_in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void Database::fail(int code) const {
    std::string words = sqlite3_errmsg(handle_);
    const int system = sqlite3_system_errno(handle_);
    const int kind = code & 0xFF;
    if (system != 0 && (kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN || kind == SQLITE_FULL)) {
        words += fmt::format(" ({})", std::strerror(system));
    }
    if (kind == SQLITE_BUSY) words += ": another process has held it for too long";
    if (kind == SQLITE_NOTADB) {
        throw LedgerError(fmt::format("'{}' is not a ledger of camlint: {}", path_, words));
    }
    throw LedgerError(fmt::format("the ledger '{}' cannot be used: {}", path_, words));
}

Statement::Statement(Database& database, std::string_view text) : database_(database) {
    const int code = sqlite3_prepare_v3(database.handle(), text.data(), static_cast<int>(text.size()), 0,
                                        &statement_, nullptr);
    if (code != SQLITE_OK) database.fail(code);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::with(std::string_view text) {
    // An empty view may have no address, which would be bound as null.
    const char* bytes = text.empty() ? "" : text.data();
    const int code =
        sqlite3_bind_text64(statement_, ++places_, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK) database_.fail(code);
    return *this;
}

Statement& Statement::with(std::int64_t number) {
    const int code = sqlite3_bind_int64(statement_, ++places_, number);
    if (code != SQLITE_OK) database_.fail(code);
    return *this;
}

Statement& Statement::with_text_or_null(std::string_view text) {
    if (!text.empty()) return with(text);
    ++places_;  // what is not bound is null
    return *this;
}

Statement& Statement::with(std::optional<std::int64_t> number) {
    if (number) return with(*number);
    ++places_;
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) database_.fail(code);
    return code == SQLITE_ROW;
}

void Statement::run() {
    while (step()) {
    }
}

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_text(statement_, column);
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::optional<std::int64_t> Statement::number_or_null(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return {};
    return number(column);
}

Transaction::Transaction(Database& database) : database_(database) { database.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
    // Some errors have ended it already. One that cannot be rolled back is when the file is opened next.
    if (database_.is_in_transaction()) {
        sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() { database_.run("COMMIT"); }

std::vector<std::string> column(Database& database, std::string_view text) {
    std::vector<std::string> values;
    Statement statement(database, text);
    while (statement.step()) values.push_back(statement.text(0));
    return values;
}

}  // namespace camlint
