// The ledger's file: its modes, what is refused, damage, and other programs' hands.

#include "submit/ledger_file.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "submit/desk.hpp"
#include "submit/error.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/process.hpp"

namespace camlint::test {
namespace {

unsigned mode_of(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0U;
}

/// What opening says; empty where it can be opened.
std::string refusal(const std::string& folder) {
    try {
        const Desk desk(folder);
        return {};
    } catch (const LedgerError& error) {
        CHECK(error.exit_code() == exit_ledger);
        return error.what();
    }
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A ledger with some rows, closed.
std::string made(const Folder& folder, int rows = 3) {
    Desk desk(folder.path());
    for (int i = 0; i < rows; ++i) static_cast<void>(desk.ledger.plan(order(i)));
    return folder / "ledger.sqlite3";
}

}  // namespace

TEST_CASE("a new ledger is closed to others, whatever the umask, and set to be durable") {
    const Folder folder;
    const mode_t old = umask(0);
    const std::string path = folder / "state/camlint/ledger.sqlite3";
    const auto database = open_ledger(path);
    umask(old);
    CHECK(mode_of(path) == 0600U);
    CHECK(mode_of(folder / "state/camlint") == 0700U);
    CHECK(mode_of(folder / "state") == 0700U);
    CHECK(column(*database, "PRAGMA synchronous") == std::vector<std::string>{"3"});
    CHECK(column(*database, "PRAGMA journal_mode") == std::vector<std::string>{"delete"});
    CHECK(column(*database, "PRAGMA foreign_keys") == std::vector<std::string>{"1"});
    CHECK(column(*database, "PRAGMA trusted_schema") == std::vector<std::string>{"0"});
    CHECK(column(*database, "PRAGMA cell_size_check") == std::vector<std::string>{"1"});
    CHECK(column(*database, "PRAGMA busy_timeout") == std::vector<std::string>{"10000"});
    CHECK(column(*database, "PRAGMA application_id") == std::vector<std::string>{"1128353100"});
    CHECK(column(*database, "PRAGMA user_version") == std::vector<std::string>{"1"});
}

TEST_CASE("a ledger in write-ahead mode is set back") {
    const Folder folder;
    const std::string path = made(folder);
    CHECK(raw(path, "PRAGMA journal_mode = WAL").empty());
    CHECK(column(*open_ledger(path), "PRAGMA journal_mode") == std::vector<std::string>{"delete"});
}

TEST_CASE("a ledger that others could open is closed to them") {
    const Folder folder;
    const std::string path = made(folder);
    REQUIRE(chmod(path.c_str(), 0644) == 0);
    const Desk desk(folder.path());
    CHECK(mode_of(path) == 0600U);
    REQUIRE(chmod(path.c_str(), 0644) == 0);
    CHECK(desk.ledger.check().size() == 1);
}

TEST_CASE("what is no ledger is refused and left as it is") {
    const Folder folder;
    const std::string path = folder / "ledger.sqlite3";
    SECTION("another program's database") {
        CHECK(raw(path, "PRAGMA application_id = 7; CREATE TABLE t (x)").empty());
        CHECK(contains(refusal(folder.path()), "is not a ledger of camlint"));
    }
    SECTION("a database without a mark") {
        CHECK(raw(path, "CREATE TABLE t (x)").empty());
        CHECK(contains(refusal(folder.path()), "is not a ledger of camlint"));
    }
    SECTION("no database") {
        std::ofstream(path) << std::string(5000, 'x');
        CHECK(contains(refusal(folder.path()), "is not a ledger of camlint"));
    }
    SECTION("a newer one") {
        static_cast<void>(made(folder));
        CHECK(raw(path, "PRAGMA user_version = 2").empty());
        CHECK(contains(refusal(folder.path()), "made by a newer camlint"));
    }
    SECTION("a link") {
        std::ofstream(folder / "elsewhere");
        std::filesystem::create_symlink(folder / "elsewhere", path);
        CHECK(contains(refusal(folder.path()), "no regular file"));
        CHECK(std::filesystem::file_size(folder / "elsewhere") == 0);
    }
    SECTION("a link that leads nowhere") {
        std::filesystem::create_symlink(folder / "elsewhere", path);
        CHECK(contains(refusal(folder.path()), "no regular file"));
        CHECK_FALSE(std::filesystem::exists(folder / "elsewhere"));
    }
    SECTION("a pipe") {
        REQUIRE(mkfifo(path.c_str(), 0600) == 0);
        CHECK(contains(refusal(folder.path()), "no regular file"));
    }
    SECTION("a folder") {
        std::filesystem::create_directory(path);
        CHECK(contains(refusal(folder.path()), "no regular file"));
    }
    SECTION("a folder that others can write to") {
        REQUIRE(chmod(folder.path().c_str(), 0770) == 0);
        CHECK(contains(refusal(folder.path()), "can be written by others"));
    }
}

TEST_CASE("an empty file, as a crash may leave it, becomes a ledger") {
    const Folder folder;
    std::ofstream(folder / "ledger.sqlite3");
    CHECK(refusal(folder.path()).empty());
}

TEST_CASE("a folder that is a link is followed") {
    const Folder folder;
    std::filesystem::create_directory(folder / "real");
    REQUIRE(chmod((folder / "real").c_str(), 0700) == 0);
    std::filesystem::create_symlink(folder / "real", folder / "link");
    CHECK(refusal(folder / "link").empty());
    CHECK(std::filesystem::exists(folder / "real/ledger.sqlite3"));
}

TEST_CASE("what happened cannot be changed by another hand") {
    const Folder folder;
    const std::string path = made(folder);
    {
        Desk desk(folder.path());
        lead(desk.ledger, 1, {State::claimed, State::sending, State::accepted});
    }
    for (const char* sql : {
             "UPDATE event SET text = 'x'",
             "DELETE FROM event",
             "DELETE FROM task",
             "DELETE FROM task WHERE row = 1",
             "UPDATE task SET task_id = NULL",
             "UPDATE task SET task_id = 'x'",
             "UPDATE task SET request_hash = 'x' WHERE row = 1",
             "UPDATE task SET body = 'x'",
             "UPDATE task SET state = 'paid'",
             "UPDATE task SET state = 'sending'",
             "UPDATE task SET state = 'accepted'",
             "UPDATE task SET duration = 'x'",
             "INSERT OR REPLACE INTO event SELECT * FROM event LIMIT 1",
             "REPLACE INTO event SELECT number, row, at, from_state, to_state, 'x' FROM event",
             "REPLACE INTO task SELECT * FROM task LIMIT 1",
             "REPLACE INTO task (state, request_hash, take, provider, base_url, model, duration, resolution, "
             "body, prompt_sha256, source, created, updated) "
             "VALUES ('planned', 'hash-0', 1, '', '', '', 6, '', '', '', '', '', '')",
             "PRAGMA foreign_keys = ON; INSERT INTO event (row, at, to_state, text) VALUES (99, '', 'done', "
             "'')",
         }) {
        CAPTURE(sql);
        CHECK_FALSE(raw(path, sql).empty());
    }
    CHECK(Desk(folder.path()).ledger.check().empty());
}

TEST_CASE("a check tells what another hand did") {
    const Folder folder;
    const std::string path = made(folder);
    const auto problems = [&] { return Desk(folder.path()).ledger.check(); };
    CHECK(problems().empty());
    SECTION("a state without an event") {
        CHECK(raw(path, "UPDATE task SET state = 'unknown' WHERE row = 2").empty());
        REQUIRE(problems().size() == 1);
        CHECK(problems()[0] == "row 2: it is unknown, but its last event says 'planned'");
    }
    SECTION("an event on a way that is none") {
        CHECK(raw(path,
                  "UPDATE task SET state = 'rejected' WHERE row = 1; INSERT INTO event (row, at, "
                  "from_state, to_state, text) VALUES (1, '', 'planned', 'rejected', '')")
                  .empty());
        REQUIRE(problems().size() == 1);
        CHECK(problems()[0] == "row 1: an event leads from 'planned' to 'rejected'");
    }
    SECTION("an event of a row that is not there") {
        CHECK(
            raw(path, "INSERT INTO event (row, at, to_state, text) VALUES (99, '', 'planned', '')").empty());
        CHECK(problems().size() == 1);
    }
    SECTION("a guard that is gone") {
        CHECK(raw(path, "DROP TRIGGER event_stays").empty());
        REQUIRE(problems().size() == 1);
        CHECK(problems()[0] == "'event_stays' is not defined as it should be");
    }
}

TEST_CASE("a damaged file is refused, whichever of its pages is damaged") {
    const Folder folder;
    const std::string path = made(folder, 200);
    const auto size = static_cast<std::size_t>(std::filesystem::file_size(path));
    REQUIRE(size > 16'384);
    std::string whole(size, '\0');
    std::ifstream(path, std::ios::binary).read(whole.data(), static_cast<std::streamsize>(size));
    // Of every table and index, but for the first page, which tells that it is a database at all.
    for (std::size_t page = 1; page < size / 4096; ++page) {
        std::string bytes = whole;
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page * 4096), 64, '\xA5');
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        CAPTURE(page);
        CHECK(contains(refusal(folder.path()), path));
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, size / 2);
    CHECK(contains(refusal(folder.path()), path));
}

TEST_CASE("a full disk is an error, and what was there stays") {
    const Folder folder;
    const std::string path = made(folder, 20);
    Process child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        Desk desk(folder.path());
        const rlimit limit{.rlim_cur = 4096, .rlim_max = 4096};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
        try {
            for (int i = 100; i < 10'000; ++i) static_cast<void>(desk.ledger.plan(order(i)));
        } catch (const LedgerError& error) {
            // Without a signal, SQLite sees a write that fails: "disk I/O error (File too large)".
            if (contains(error.what(), path) && contains(error.what(), "File too large")) return 0;
            throw;
        }
        return 3;
    });
    const int code = child.wait();
    CHECK(code == 0);
    Desk desk(folder.path());
    CHECK(desk.ledger.list().size() == 20);
    CHECK(desk.ledger.check().empty());
}

TEST_CASE("a folder that cannot be written to is an error") {
    const Folder folder;
    const std::string path = made(folder);
    // Modes do not stop root, so that another user tries.
    constexpr uid_t nobody = 65534;
    const bool is_root = geteuid() == 0;
    if (is_root) {
        for (const std::string& file : {folder.path(), path, folder / "run"}) {
            REQUIRE(chown(file.c_str(), nobody, nobody) == 0);
        }
    }
    Process child([&] {
        if (is_root && (setgid(nobody) != 0 || setuid(nobody) != 0)) return 1;
        Desk desk(folder.path());
        if (chmod(folder.path().c_str(), 0500) != 0) return 2;
        try {
            static_cast<void>(desk.ledger.plan(order(100)));
        } catch (const LedgerError& error) {
            if (!contains(error.what(), path)) return 3;
        }
        if (desk.ledger.list().size() != 3) return 4;
        if (chmod(folder.path().c_str(), 0700) != 0 || chmod(path.c_str(), 0400) != 0) return 5;
        try {
            Desk other(folder.path());
            static_cast<void>(other.ledger.plan(order(100)));
            return 6;
        } catch (const LedgerError& error) {
            return contains(error.what(), path) && contains(error.what(), "readonly") ? 0 : 7;
        }
    });
    CHECK(child.wait() == 0);
}

TEST_CASE("a ledger of another user is refused") {
    if (geteuid() != 0) return;  // it takes root to make one
    const Folder folder;
    const std::string path = made(folder);
    REQUIRE(chown(path.c_str(), 65534, 65534) == 0);
    CHECK(contains(refusal(folder.path()), "belongs to another user"));
    std::filesystem::create_directory(folder / "theirs");
    REQUIRE(chown((folder / "theirs").c_str(), 65534, 65534) == 0);
    CHECK(contains(refusal(folder / "theirs"), "belongs to another user"));
}

}  // namespace camlint::test
