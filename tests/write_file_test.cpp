// A file that is no longer what was read is not replaced: what somebody else wrote meanwhile stays.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/error.hpp"
#include "cli/write_file.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/folder.hpp"

namespace camlint::test {
namespace {

namespace fs = std::filesystem;

void put(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// As if the file had last been written when `like` was taken.
void set_time(const std::string& path, const Snapshot& like) {
    const timespec times[2]{like.status.st_atim, like.status.st_mtim};
    REQUIRE(utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

}  // namespace

TEST_CASE("a file that stays as it was is replaced") {
    const Folder folder;
    const std::string path = folder / "a.txt";
    put(path, "old");
    replace_file(path, take_snapshot(path), "newer");
    CHECK(read_file(path) == "newer");
    CHECK(folder.count() == 1);
}

TEST_CASE("a file that has changed since it was read is left alone") {
    const Folder folder;
    const std::string path = folder / "a.txt";
    put(path, "old");
    const Snapshot before = take_snapshot(path);
    const auto is_refused = [&] {
        CHECK_THROWS_AS(replace_file(path, before, "newer"), WriteError);
        CHECK(folder.count() == 1);  // no draft beside it
    };
    SECTION("another content") {
        put(path, "odd");
        set_time(path, before);
        is_refused();
        CHECK(read_file(path) == "odd");
    }
    SECTION("another size") {
        put(path, "old and more");
        is_refused();
        CHECK(read_file(path) == "old and more");
    }
    SECTION("written again, the same") {
        Snapshot later = before;
        later.status.st_mtim.tv_sec += 1;
        set_time(path, later);
        is_refused();
        CHECK(read_file(path) == "old");
    }
    SECTION("another file of the same content") {
        put(folder / "b.txt", "old");
        set_time(folder / "b.txt", before);
        fs::rename(folder / "b.txt", path);
        is_refused();
        CHECK(read_file(path) == "old");
    }
}

TEST_CASE("a file that has gone since it was read does not come back") {
    const Folder folder;
    const std::string path = folder / "a.txt";
    put(path, "old");
    const Snapshot before = take_snapshot(path);
    fs::remove(path);
    CHECK_THROWS_AS(replace_file(path, before, "newer"), WriteError);
    CHECK(folder.count() == 0);
}

TEST_CASE("a link is resolved when the file is written, not before") {
    const Folder folder;
    put(folder / "a.txt", "old");
    put(folder / "b.txt", "other");
    fs::create_symlink("a.txt", folder / "link.txt");
    const Snapshot before = take_snapshot(folder / "link.txt");
    fs::remove(folder / "link.txt");
    fs::create_symlink("b.txt", folder / "link.txt");
    CHECK_THROWS_AS(replace_file(folder / "link.txt", before, "newer"), WriteError);
    CHECK(read_file(folder / "a.txt") == "old");
    CHECK(read_file(folder / "b.txt") == "other");
}

TEST_CASE("what is no regular file is not rewritten") {
    const Folder folder;
    const std::string pipe = folder / "pipe";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_AS(take_snapshot(pipe), UnreadableError);
    CHECK_THROWS_AS(write_file(pipe, "x"), WriteError);
    CHECK(fs::is_fifo(pipe));
}

TEST_CASE("a file that is not there yet is written by the umask") {
    const Folder folder;
    const mode_t mask = umask(027);
    write_file(folder / "a.txt", "new");
    umask(mask);
    CHECK(read_file(folder / "a.txt") == "new");
    struct stat status {};
    REQUIRE(stat((folder / "a.txt").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0640);
    CHECK(folder.count() == 1);
}

}  // namespace camlint::test
