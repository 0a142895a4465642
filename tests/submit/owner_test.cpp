// Who is dead is seen to be dead at once, and who lives is never taken for dead.

#include "submit/owner.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "submit/error.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/process.hpp"

namespace camlint::test {
namespace {

std::size_t entries(const std::string& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
    return count;
}

}  // namespace

TEST_CASE("an owner lives until it ends, and leaves nothing") {
    const Folder folder;
    const std::string run = folder / "a/b/run";
    const Owner me(run);
    std::string name;
    {
        const Owner other(run);
        name = other.name();
        CHECK(me.name() != name);
        CHECK(me.is_alive(name));
        CHECK(other.is_alive(me.name()));
        CHECK(me.is_alive(me.name()));
        CHECK(me.is_alive(name));
    }
    CHECK_FALSE(me.is_alive(name));
    CHECK(entries(run) == 1);
    struct stat status {};
    REQUIRE(stat((folder / "a").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700U);
    REQUIRE(stat(run.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700U);
}

TEST_CASE("a killed process is dead") {
    const Folder folder;
    const std::string run = folder / "run";
    const Owner me(run);
    const Signal ready;
    Process other([&] {
        const Owner owner(run);
        ready.give();
        pause();
        return 0;
    });
    ready.wait();
    std::string name;
    for (const auto& entry : std::filesystem::directory_iterator(run)) {
        if (entry.path().stem() != me.name()) name = entry.path().stem().string();
    }
    CHECK(me.is_alive(name));
    CHECK(other.kill() == 128 + SIGKILL);
    CHECK(entries(run) == 2);
    CHECK_FALSE(me.is_alive(name));
    CHECK(entries(run) == 1);
    CHECK_FALSE(me.is_alive(name));
}

TEST_CASE("the next process clears away what the dead have left") {
    const Folder folder;
    const std::string run = folder / "run";
    const Owner me(run);
    for (int i = 0; i < 3; ++i) {
        Process other([&] {
            const Owner owner(run);
            return ::kill(getpid(), SIGKILL);
        });
        CHECK(other.wait() == 128 + SIGKILL);
    }
    std::ofstream(run + "/" + std::string(32, 'a') + ".new");
    std::ofstream(run + "/notes.txt");
    const Owner other(run);
    CHECK(entries(run) == 3);  // two owners, and what is not ours
    CHECK(other.is_alive(me.name()));
}

TEST_CASE("a name out of a damaged table is no way to other files") {
    const Folder folder;
    const Owner me(folder / "run");
    std::ofstream(folder / "precious.lock");
    CHECK_FALSE(me.is_alive("../precious"));
    CHECK_FALSE(me.is_alive(""));
    CHECK(std::filesystem::exists(folder / "precious.lock"));
}

TEST_CASE("who looks at a lock is not taken for its owner") {
    const Folder folder;
    const Owner me(folder / "run");
    const std::string name(32, 'b');
    std::ofstream(folder / ("run/" + name + ".lock"));
    const int looking = open((folder / ("run/" + name + ".lock")).c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(flock(looking, LOCK_SH | LOCK_NB) == 0);
    CHECK_FALSE(me.is_alive(name));
    close(looking);
}

TEST_CASE("many at once each get an owner that all see alive") {
    const Folder folder;
    const std::string run = folder / "run";
    std::vector<Process> processes;
    for (int i = 0; i < 4; ++i) {
        processes.emplace_back([&] {
            for (int round = 0; round < 200; ++round) {
                const Owner one(run);
                const Owner two(run);
                if (!one.is_alive(two.name()) || !two.is_alive(one.name())) return 1;
            }
            return 0;
        });
    }
    for (Process& process : processes) CHECK(process.wait() == 0);
    CHECK(entries(run) == 0);
}

TEST_CASE("a folder that others can write to is refused") {
    const Folder folder;
    std::filesystem::create_directory(folder / "run");
    REQUIRE(chmod((folder / "run").c_str(), 0770) == 0);
    CHECK_THROWS_AS(Owner(folder / "run"), LedgerError);
    std::ofstream(folder / "file");
    CHECK_THROWS_AS(Owner(folder / "file"), LedgerError);
    CHECK_THROWS_AS(Owner(folder / "file/below"), LedgerError);
}

}  // namespace camlint::test
