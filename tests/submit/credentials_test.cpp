// Where a key is taken from, what is refused, and that it goes nowhere else.

#include "submit/credentials.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "catalog/prices.hpp"
#include "submit/error.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"

namespace camlint::test {
namespace {

constexpr std::string_view canary = "sk-api-CANARY0123456789";

/// An environment without keys and a folder; both as before when it goes.
class Place {
public:
    Place() { clear(); }
    ~Place() {
        clear();
        prctl(PR_SET_DUMPABLE, 1);  // a sanitizer looks into this process when it ends
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] std::string file(std::string_view content, mode_t mode = 0600) const {
        const std::string path = folder_ / "key";
        std::filesystem::remove(path);
        std::ofstream(path, std::ios::binary) << content;
        REQUIRE(chmod(path.c_str(), mode) == 0);
        return path;
    }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

private:
    static void clear() {
        for (const char* name : {"MINIMAX_API_KEY", "MINIMAX_CN_API_KEY", "GPT_GE_API_KEY"}) unsetenv(name);
    }
    Folder folder_;
};

struct Found {
    std::string key;
    int exit_code = 0;
    std::string message;
};

Found find(KeySources sources, std::string_view provider = "minimax") {
    sources.provider = find_provider(provider);
    try {
        return {.key = take_key(sources)};
    } catch (const SubmitError& error) {
        // Whatever went wrong, the key is not told.
        CHECK(std::string_view(error.what()).find("CANARY") == std::string_view::npos);
        return {.exit_code = error.exit_code(), .message = error.what()};
    }
}

bool says(const Found& found, std::string_view words) {
    return found.message.find(words) != std::string::npos;
}

KeySources script(std::string text) { return {.command = {"sh", "-c", std::move(text)}}; }

}  // namespace

TEST_CASE("a key file is the user's alone and holds one key") {
    const Place place;
    const std::string key(canary);
    for (const std::string& content : {key, key + "\n", "  " + key + "\r\n\n"}) {
        CHECK(find({.file = place.file(content)}).key == key);
        CHECK(find({.file = place.file(content, 0400)}).key == key);
    }
    for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0610U, 0666U}) {
        const Found found = find({.file = place.file(key, mode)});
        CAPTURE(mode);
        CHECK(found.exit_code == 2);
        CHECK(says(found, "chmod 600"));
    }
    for (const std::string& content :
         {std::string(), std::string(" \n"), key + " " + key, key + "\n" + key, key + "é", key + '\x7f',
          key + std::string(1, '\0'), key + "\x1b[31m", key + std::string(4096, 'x')}) {
        const Found found = find({.file = place.file(content)});
        CAPTURE(content.size());
        CHECK(found.exit_code == 2);
        CHECK(says(found, "--api-key-file"));
    }
    CHECK(find({.file = place.file(std::string(4096, 'x'))}).key.size() == 4096);
    CHECK(says(find({.file = place.folder().string()}), "not a regular file"));
    CHECK(says(find({.file = "/dev/null"}), "not a regular file"));
    CHECK(says(find({.file = (place.folder() / "none").string()}), "No such file"));
    const std::string pipe = (place.folder() / "pipe").string();
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(says(find({.file = pipe}), "not a regular file"));
    if (geteuid() == 0) {
        const std::string path = place.file(key);
        REQUIRE(chown(path.c_str(), 65534, 65534) == 0);
        CHECK(says(find({.file = path}), "another user"));
    }
}

TEST_CASE("a command gives a key, and gets none") {
    const Place place;
    CHECK(find(script("echo sk-api-CANARY0123456789")).key == canary);
    CHECK(find({.command = {"printf", "%s", std::string(canary)}}).key == canary);

    // No key is in what it sees; all else is, and there is nothing to read.
    setenv("MINIMAX_API_KEY", "sk-api-CANARYa", 1);
    setenv("GPT_GE_API_KEY", "sk-api-CANARYb", 1);
    setenv("CAMLINT_TEST_SEES", "this", 1);
    CHECK(find(script("if env | grep -q CANARY; then echo leaked; else echo \"sees-$CAMLINT_TEST_SEES\"; fi"))
              .key == "sees-this");
    CHECK(find(script("wc -c | tr -d ' '")).key == "0");
    unsetenv("CAMLINT_TEST_SEES");

    const Found failed = find(script("echo sk-api-CANARY; exit 7"));
    CHECK(failed.exit_code == 2);
    CHECK(failed.message == "credential-command 'sh' ended with exit code 7");
    CHECK(find(script("kill -9 $$")).message == "credential-command 'sh' ended by signal 9");
    CHECK(says(find({.command = {"/no/such/program"}}), "could not be started"));
    CHECK(says(find(script("")), "has no key"));
    CHECK(says(find(script("echo sk-api-CANARY x")), "has no key alone"));
    CHECK(says(find(script("yes sk-api-CANARY")), "printed more than 4096 bytes"));
    KeySources slow = script("echo sk-api-CANARY; exec sleep 600");
    slow.command_patience = std::chrono::milliseconds(100);
    CHECK(says(find(slow), "took too long"));
    slow.command = {"sh", "-c", "echo sk-api-CANARY; exec >&-; exec sleep 600"};
    CHECK(says(find(slow), "took too long"));
}

TEST_CASE("a variable counts for its own provider") {
    struct Row {
        std::string_view provider;
        bool has_own_address;
        const char* variable;
        bool counts;
    };
    for (const Row& row :
         {Row{"minimax", false, "MINIMAX_API_KEY", true}, Row{"minimax", false, "MINIMAX_CN_API_KEY", false},
          Row{"minimax", false, "GPT_GE_API_KEY", false}, Row{"minimax-cn", false, "MINIMAX_API_KEY", true},
          Row{"minimax-cn", false, "MINIMAX_CN_API_KEY", true}, Row{"gpt.ge", false, "GPT_GE_API_KEY", true},
          Row{"gpt.ge", false, "MINIMAX_API_KEY", false}, Row{"gpt.ge", true, "MINIMAX_API_KEY", true},
          Row{"gpt.ge", true, "GPT_GE_API_KEY", true}, Row{"minimax", true, "GPT_GE_API_KEY", false}}) {
        const Place place;
        CAPTURE(row.provider, row.has_own_address, row.variable);
        setenv(row.variable, std::string(canary).c_str(), 1);
        const Found found = find({.has_own_address = row.has_own_address}, row.provider);
        CHECK((found.key == canary) == row.counts);
        CHECK(found.exit_code == (row.counts ? 0 : exit_authentication));
        if (!row.counts) {
            CHECK(says(found, "--api-key-file"));
            CHECK(says(found, "credential-command"));
            CHECK(says(found, find_provider(row.provider)->key_variables[0]));
        }
        if (row.provider == "gpt.ge" && !row.counts) CHECK(says(found, "keys belong to one host"));
    }
    const Place place;
    setenv("MINIMAX_API_KEY", "", 1);
    CHECK(find({}).exit_code == exit_authentication);
    setenv("MINIMAX_API_KEY", "sk-api-CANARY x", 1);
    CHECK(find({}).exit_code == 2);
    setenv("MINIMAX_API_KEY", "shared", 1);
    setenv("MINIMAX_CN_API_KEY", "own", 1);
    CHECK(find({}, "minimax-cn").key == "own");
}

TEST_CASE("the file counts before the command, and that before the environment") {
    const Place place;
    setenv("MINIMAX_API_KEY", "variable", 1);
    CHECK(find({.file = place.file("file"), .command = {"echo", "command"}}).key == "file");
    setenv("MINIMAX_API_KEY", "variable", 1);
    CHECK(find({.command = {"echo", "command"}}).key == "command");
    // A source that fails is not made up for by the next one.
    setenv("MINIMAX_API_KEY", "variable", 1);
    CHECK(find({.command = {"false"}}).exit_code == 2);
    CHECK(find({}).key == "variable");
}

TEST_CASE("a key that was found is in no environment and no core") {
    const Place place;
    for (const char* name : {"MINIMAX_API_KEY", "MINIMAX_CN_API_KEY", "GPT_GE_API_KEY"}) {
        setenv(name, std::string(canary).c_str(), 1);
    }
    const char* before = std::getenv("MINIMAX_API_KEY");
    CHECK(find({}).key == canary);
    CHECK(*before == '\0');
    for (const char* name : {"MINIMAX_API_KEY", "MINIMAX_CN_API_KEY", "GPT_GE_API_KEY"}) {
        CHECK(std::getenv(name) == nullptr);
    }
    CHECK(prctl(PR_GET_DUMPABLE) == 0);
    rlimit limit{};
    REQUIRE(getrlimit(RLIMIT_CORE, &limit) == 0);
    CHECK(limit.rlim_cur == 0);
    CHECK(limit.rlim_max == 0);
}

TEST_CASE("prices are known where a text has them") {
    for (const std::string_view model : {"MiniMax-Hailuo-2.3", "MiniMax-Hailuo-02"}) {
        CHECK(find_price(model, "768P", 6) == 28);
        CHECK(find_price(model, "768P", 10) == 56);
        CHECK(find_price(model, "1080P", 6) == 49);
        CHECK_FALSE(find_price(model, "1080P", 10));
        CHECK_FALSE(find_price(model, "720P", 6));
    }
    CHECK_FALSE(find_price("T2V-01-Director", "720P", 6));
    CHECK_FALSE(find_price("", "", 0));
}

}  // namespace camlint::test
