#include "submit/ledger_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "submit/error.hpp"
#include "submit/private_folder.hpp"
#include "submit/state.hpp"

namespace camlint {
namespace {

struct Definition {
    std::string name;  ///< of the table, index or trigger
    std::string text;
};

std::string quoted_states(bool (*wanted)(State)) {
    std::string list;
    for (std::size_t i = 0; i < state_names.size(); ++i) {
        if (!wanted(static_cast<State>(i))) continue;
        list += fmt::format("{}'{}'", list.empty() ? "" : ", ", state_names[i]);
    }
    return list;
}

std::vector<Definition> tables() {
    const std::string all = quoted_states([](State) { return true; });
    return {
        {"task", fmt::format(R"(CREATE TABLE task (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK (state IN ({})),
  request_hash TEXT NOT NULL,
  take INTEGER NOT NULL CHECK (take >= 1),
  provider TEXT NOT NULL,
  base_url TEXT NOT NULL,
  model TEXT NOT NULL,
  duration INTEGER NOT NULL,
  resolution TEXT NOT NULL,
  body TEXT NOT NULL,
  prompt_sha256 TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  code INTEGER,
  task_id TEXT,
  file_id TEXT,
  body_sha256 TEXT,
  nonce TEXT,
  owner TEXT,
  path TEXT,
  sha256 TEXT,
  bytes INTEGER,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  UNIQUE (request_hash, take),
  CHECK ((owner IS NOT NULL) = (state IN ({}))),
  CHECK (task_id IS NOT NULL OR state NOT IN ({}))
) STRICT)",
                             all, quoted_states(is_held), quoted_states(has_task))},
        {"event", fmt::format(R"(CREATE TABLE event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  row INTEGER NOT NULL REFERENCES task (row),
  at TEXT NOT NULL,
  from_state TEXT CHECK (from_state IN ({0})),
  to_state TEXT NOT NULL CHECK (to_state IN ({0})),
  text TEXT NOT NULL
) STRICT)",
                              all)},
        {"pace", "CREATE TABLE pace (base_url TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT"},
        {"hint", "CREATE TABLE hint (nonce TEXT PRIMARY KEY, task_id TEXT NOT NULL) STRICT"},
        {"attempt",
         "CREATE TABLE attempt (nonce TEXT PRIMARY KEY, row INTEGER NOT NULL REFERENCES task (row)) STRICT"},
        {"meta", "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"},
    };
}

/// What was paid for, and what happened, stays as it was written. "INSERT OR REPLACE" deletes without a
/// trigger that says so, and is refused before.
std::vector<Definition> guards() {
    return {
        {"task_id", "CREATE UNIQUE INDEX task_id ON task (base_url, task_id) WHERE task_id IS NOT NULL"},
        {"task_nonce", "CREATE UNIQUE INDEX task_nonce ON task (nonce) WHERE nonce IS NOT NULL"},
        // A callback may come when its request has been tried again under another nonce.
        {"attempt_begins",
         "CREATE TRIGGER attempt_begins AFTER INSERT ON task WHEN new.nonce IS NOT NULL "
         "BEGIN INSERT OR IGNORE INTO attempt (nonce, row) VALUES (new.nonce, new.row); END"},
        {"attempt_is_made",
         "CREATE TRIGGER attempt_is_made AFTER UPDATE OF nonce ON task WHEN new.nonce IS NOT NULL "
         "BEGIN INSERT OR IGNORE INTO attempt (nonce, row) VALUES (new.nonce, new.row); END"},
        {"task_state", "CREATE INDEX task_state ON task (state)"},
        {"event_row", "CREATE INDEX event_row ON event (row)"},
        {"event_stays",
         "CREATE TRIGGER event_stays BEFORE UPDATE ON event "
         "BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END"},
        {"event_is_kept",
         "CREATE TRIGGER event_is_kept BEFORE DELETE ON event "
         "BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END"},
        {"event_is_new",
         "CREATE TRIGGER event_is_new BEFORE INSERT ON event "
         "WHEN EXISTS (SELECT 1 FROM event WHERE number = new.number) "
         "BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END"},
        {"task_is_kept",
         "CREATE TRIGGER task_is_kept BEFORE DELETE ON task "
         "BEGIN SELECT RAISE(ABORT, 'a request is never deleted'); END"},
        {"task_is_new",
         "CREATE TRIGGER task_is_new BEFORE INSERT ON task WHEN EXISTS (SELECT 1 FROM task WHERE row = "
         "new.row "
         "OR (request_hash = new.request_hash AND take = new.take)) "
         "BEGIN SELECT RAISE(ABORT, 'a request is never replaced'); END"},
        {"task_order_stays",
         "CREATE TRIGGER task_order_stays BEFORE UPDATE OF row, request_hash, take, provider, base_url, "
         "model, "
         "duration, resolution, body, prompt_sha256, source, created ON task "
         "BEGIN SELECT RAISE(ABORT, 'what was ordered is never changed'); END"},
        {"task_id_stays",
         "CREATE TRIGGER task_id_stays BEFORE UPDATE OF task_id ON task "
         "WHEN old.task_id IS NOT NULL AND new.task_id IS NOT old.task_id "
         "BEGIN SELECT RAISE(ABORT, 'a task id is never lost'); END"},
    };
}

std::vector<Definition> definitions() {
    std::vector<Definition> all = tables();
    for (Definition& guard : guards()) all.push_back(std::move(guard));
    return all;
}

[[noreturn]] void refuse(const std::string& path, std::string_view why) {
    throw LedgerError(fmt::format("'{}' {}", path, why));
}

/// Makes the file, or looks at the one that is there. It is not opened for that: closing it would let go of
/// the locks that SQLite may have on it in this process.
void prepare_file(const std::string& path) {
    const int made =
        open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made >= 0) {
        close(made);
        sync_folder(std::filesystem::path(path).parent_path().string());
        return;
    }
    if (errno != EEXIST) refuse(path, fmt::format("cannot be made: {}", std::strerror(errno)));
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0) {
        refuse(path, fmt::format("cannot be used: {}", std::strerror(errno)));
    }
    if (!S_ISREG(status.st_mode)) refuse(path, "is not a ledger of camlint: it is no regular file");
    if (status.st_uid != geteuid()) refuse(path, "belongs to another user");
    const bool is_open = (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    if (is_open && chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0) {
        refuse(path, fmt::format("cannot be closed to others: {}", std::strerror(errno)));
    }
}

std::int64_t pragma(Database& database, const char* text) {
    Statement statement(database, text);
    return statement.step() ? statement.number(0) : 0;
}

bool has_tables(Database& database) { return pragma(database, "SELECT count(*) FROM sqlite_schema") != 0; }

/// Whether it is a ledger; false for a file that is still empty. Throws for any other.
bool is_ledger(Database& database) {
    const std::int64_t application = pragma(database, "PRAGMA application_id");
    const std::int64_t version = pragma(database, "PRAGMA user_version");
    if (application == 0 && version == 0 && !has_tables(database)) return false;
    if (application != ledger_application) {
        refuse(database.path(), "is not a ledger of camlint: it belongs to another program");
    }
    if (version > ledger_version) {
        refuse(database.path(),
               fmt::format("is a ledger of version {}, made by a newer camlint; this one reads {}", version,
                           ledger_version));
    }
    if (version != ledger_version) refuse(database.path(), fmt::format("is a ledger of version {}", version));
    return true;
}

/// Of several processes that find an empty file, the first makes the tables, and the others find them.
void make_tables(Database& database) {
    Transaction transaction(database);
    if (is_ledger(database)) return;
    for (const Definition& definition : definitions()) database.run(definition.text.c_str());
    database.run(fmt::format("PRAGMA application_id = {}", ledger_application).c_str());
    database.run(fmt::format("PRAGMA user_version = {}", ledger_version).c_str());
    transaction.commit();
}

/// A journal that is deleted, and its folder made durable after that: a change that was committed survives a
/// loss of power.
void set_modes(Database& database) {
    database.run(
        "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; "
        "PRAGMA trusted_schema = OFF; PRAGMA locking_mode = NORMAL");
    const std::vector<std::string> mode = column(database, "PRAGMA journal_mode = DELETE");
    constexpr std::int64_t extra = 3;
    if (mode != std::vector<std::string>{"delete"} || pragma(database, "PRAGMA synchronous") != extra) {
        refuse(database.path(), "cannot be written durably: its journal's mode cannot be set");
    }
}

}  // namespace

std::unique_ptr<Database> open_ledger(const std::string& path) {
    const std::filesystem::path asked = std::filesystem::absolute(path);
    // SQLite refuses a path with a link in it, and a user's folders may be links.
    const std::string real =
        fmt::format("{}/{}", private_folder(asked.parent_path().string()), asked.filename().string());
    prepare_file(real);
    auto database = std::make_unique<Database>(real);
    database->run("BEGIN");  // so that all that is looked at is of one moment
    const bool is_made = is_ledger(*database);
    database->run("COMMIT");
    set_modes(*database);
    if (!is_made) make_tables(*database);
    const std::vector<std::string> damages = column(*database, "PRAGMA quick_check(3)");
    if (damages != std::vector<std::string>{"ok"}) {
        std::string told = fmt::format("{}", fmt::join(damages, "\n"));
        std::ranges::replace(told, '\n', ' ');
        refuse(real, fmt::format("is a damaged ledger: {}", told));
    }
    return database;
}

std::vector<std::string> check_ledger_file(Database& database) {
    std::vector<std::string> problems = column(database, "PRAGMA integrity_check(100)");
    std::erase(problems, "ok");
    for (const std::string& table : column(database, "PRAGMA foreign_key_check")) {
        problems.push_back(fmt::format("table '{}' refers to a row that is not there", table));
    }
    const std::vector<std::string> present = column(database, "SELECT sql FROM sqlite_schema");
    for (const Definition& definition : definitions()) {
        if (std::ranges::find(present, definition.text) == present.end()) {
            problems.push_back(fmt::format("'{}' is not defined as it should be", definition.name));
        }
    }
    struct stat status {};
    if (lstat(database.path().c_str(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        problems.push_back(fmt::format("others can open '{}'; 'chmod 600' it", database.path()));
    }
    return problems;
}

}  // namespace camlint
