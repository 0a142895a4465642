// The user's own configuration: what it says, what is wrong with it, and that a project only lowers it.

#include "cli/paid/user_config.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/error.hpp"
#include "config/configuration.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"

namespace camlint::test {
namespace {

/// A home with a configuration in it.
class Home {
public:
    Home() { setenv("XDG_CONFIG_HOME", folder_.path().c_str(), 1); }
    ~Home() { unsetenv("XDG_CONFIG_HOME"); }
    Home(const Home&) = delete;
    Home& operator=(const Home&) = delete;

    [[nodiscard]] std::string path() const { return folder_ / "camlint/submit.toml"; }
    void write(std::string_view content, mode_t mode = 0644) const {
        std::filesystem::create_directories(folder_ / "camlint");
        std::ofstream(path(), std::ios::binary) << content;
        REQUIRE(chmod(path().c_str(), mode) == 0);
    }

private:
    Folder folder_;
};

/// What is said of it, without the file's name; empty where nothing is wrong.
std::string mistake(const Home& home) {
    try {
        (void)load_user_config();
    } catch (const Error& error) {
        const std::string text = error.what();
        REQUIRE(text.starts_with(home.path() + ":"));
        return text.substr(home.path().size() + 1);
    }
    return {};
}

SubmitLimits limits(std::string_view toml) {
    std::vector<Mistake> mistakes;
    const auto said = read_settings(toml, "x.toml", user_submit_shape, mistakes);
    REQUIRE(said);
    return limits_of(*said);
}

}  // namespace

TEST_CASE("the user's configuration says it all") {
    const Home home;
    CHECK(load_user_config().credential_command.empty());  // there is none
    home.write(R"(
credential-command = ["pass", "show", "minimax key"]
base-url = "https://api.example:8443/x/"
proxy = "socks5h://127.0.0.1:1080"
ca-file = "/etc/ca.pem"
rpm = 20
max-cost = "2.50"
max-videos = 7
[prices."MiniMax-Hailuo-2.3"."768P"]
6 = "0.3"
10 = 1
[prices.New."4K"]
8 = 2.25
)");
    const UserConfig config = load_user_config();
    CHECK(config.credential_command == std::vector<std::string>{"pass", "show", "minimax key"});
    CHECK(config.base_url == "https://api.example:8443/x");
    CHECK(config.proxy == "socks5h://127.0.0.1:1080");
    CHECK(config.ca_file == "/etc/ca.pem");
    CHECK(config.limits.rpm == 20);
    CHECK(config.limits.max_cost == 250);
    CHECK(config.limits.max_videos == 7);
    CHECK(config.limits.price("MiniMax-Hailuo-2.3", "768P", 6) == 30);
    CHECK(config.limits.price("MiniMax-Hailuo-2.3", "768P", 10) == 100);
    CHECK(config.limits.price("MiniMax-Hailuo-2.3", "1080P", 6) == 49);  // the catalog's
    CHECK(config.limits.price("New", "4K", 8) == 225);
    CHECK_FALSE(config.limits.price("New", "4K", 6));
    home.write("");
    CHECK_FALSE(load_user_config().limits.rpm);
}

TEST_CASE("mistakes are told with their place") {
    struct Row {
        std::string_view content;
        std::string_view message;
    };
    const Home home;
    for (const Row& row : std::vector<Row>{
             {"credential-command = \"pass\"", "1:22: 'credential-command' takes a list, not a string"},
             {"credential-command = []", "1:22: 'credential-command' is an empty list"},
             {"credential-command = [\"\"]", "1:23: 'credential-command' is empty"},
             {"credential-command = [\"a\\u0000\"]",
              "1:23: 'credential-command' cannot have 'a␀': it has a NUL"},
             {"base-url = \"http://api.example\"",
              "1:12: 'base-url' cannot have 'http://api.example': "
              "expected https://; http:// is for this machine alone"},
             {"base-url = \"http://127.0.0.1.example\"", "1:12: 'base-url' cannot have"},
             {"base-url = \"http://localhost@example\"", "1:12: 'base-url' cannot have"},
             {"base-url = \"http://10.0.0.1\"", "1:12: 'base-url' cannot have"},
             {"base-url = \"https://u:p@api.example\"", "1:12: 'base-url' cannot have"},
             {"base-url = \"https://api.example/?a=\"", "1:12: 'base-url' cannot have"},
             {"base-url = \"api.example\"", "1:12: 'base-url' cannot have"},
             {"ca-file = \"~/ca.pem\"",
              "1:11: 'ca-file' cannot have '~/ca.pem': expected a path that begins "
              "with '/'"},
             {"rpm = 0", "1:7: 'rpm' takes a whole number from 1 to 6000, not 0"},
             {"rpm = 6001", "1:7: 'rpm' takes a whole number from 1 to 6000, not 6001"},
             {"rpm = \"5\"", "1:7: 'rpm' takes a whole number, not a string"},
             {"max-cost = \"2.505\"",
              "1:12: 'max-cost' takes US dollars as \"2.50\", below 10 million, not "
              "'2.505'"},
             {"max-cost = 0.285",
              "1:12: 'max-cost' takes US dollars as \"2.50\", below 10 million, not 0.285"},
             {"max-cost = -1", "1:12: 'max-cost' takes US dollars as \"2.50\", below 10 million, not -1"},
             {"max-cost = inf", "1:12: 'max-cost' takes US dollars as \"2.50\", below 10 million, not inf"},
             {"max-cost = 10000000", "1:12: 'max-cost' takes US dollars"},
             {"max-cost = \"$2\"", "1:12: 'max-cost' takes US dollars"},
             {"max-cost = \"\"", "1:12: 'max-cost' takes US dollars"},
             {"max-cost = \"2.\"", "1:12: 'max-cost' takes US dollars"},
             {"max-cost = [1]", "1:12: 'max-cost' takes US dollars as \"2.50\", not a list"},
             {"max-videos = 0", "1:14: 'max-videos' takes a whole number from 1 on, not 0"},
             {"[prices.M.768P]\n06 = 1",
              "2:1: '768P' cannot have '06': expected a duration in whole seconds"},
             {"[prices.M.768P]\nsix = 1", "2:1: '768P' cannot have 'six'"},
             {"[prices.M]\n768P = 1", "2:8: '768P' takes a table, not a whole number"},
             {"api-key = \"sk\"", "1:1: unknown key 'api-key'; expected credential-command, base-url"},
             {"max-vidoes = 1", "1:1: unknown key 'max-vidoes'; did you mean 'max-videos'?"},
             {"rpm", "1:4: this is no TOML"}}) {
        home.write(row.content);
        const std::string said = mistake(home);
        CAPTURE(row.content, said);
        CHECK(said.starts_with(row.message));
    }
    for (const std::string_view fine :
         {"base-url = \"http://127.0.0.1:8080\"", "base-url = \"http://[::1]:1\"",
          "base-url = \"http://localhost\"", "rpm = 6000", "max-cost = 0", "max-cost = \"9999999.99\""}) {
        home.write(fine);
        CHECK(mistake(home).empty());
    }
}

TEST_CASE("the file is the user's own") {
    const Home home;
    for (const mode_t mode : {0664U, 0646U, 0666U, 0622U}) {
        home.write("rpm = 1", mode);
        CHECK(mistake(home).find("others may write it") != std::string::npos);
    }
    for (const mode_t mode : {0644U, 0600U, 0400U}) {
        home.write("rpm = 1", mode);
        CHECK(mistake(home).empty());
        std::filesystem::remove(home.path());
    }
    home.write(std::string(300'000, '#'));
    CHECK(mistake(home).find("at most 262144 bytes") != std::string::npos);
    if (geteuid() == 0) {
        REQUIRE(chown(home.path().c_str(), 65534, 65534) == 0);
        CHECK(mistake(home) == " it belongs to another user");
    }
    std::filesystem::remove(home.path());
    std::filesystem::create_directory(home.path());
    CHECK(mistake(home) == " not a regular file");
    std::filesystem::remove(home.path());
    REQUIRE(mkfifo(home.path().c_str(), 0600) == 0);
    CHECK(mistake(home) == " not a regular file");
}

TEST_CASE("where the file is") {
    const std::string home = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
    setenv("HOME", "/home/a", 1);
    setenv("XDG_CONFIG_HOME", "/x", 1);
    CHECK(user_config_path() == "/x/camlint/submit.toml");
    for (const char* relative : {"", "x", "./x"}) {
        setenv("XDG_CONFIG_HOME", relative, 1);
        CHECK(user_config_path() == "/home/a/.config/camlint/submit.toml");
    }
    unsetenv("XDG_CONFIG_HOME");
    CHECK(user_config_path() == "/home/a/.config/camlint/submit.toml");
    unsetenv("HOME");
    CHECK(user_config_path().empty());
    CHECK_FALSE(load_user_config().limits.rpm);
    if (!home.empty()) setenv("HOME", home.c_str(), 1);
}

TEST_CASE("a project lowers what the user allows, and raises nothing") {
    const SubmitLimits user =
        limits("rpm = 10\nmax-cost = 5\nmax-videos = 10\n[prices.M.768P]\n6 = \"0.50\"");
    const SubmitLimits lower = limits("rpm = 2\nmax-cost = 1\nmax-videos = 3\n[prices.M.768P]\n6 = \"0.60\"");
    const SubmitLimits higher = limits(
        "rpm = 90\nmax-cost = 50\nmax-videos = 99\n[prices.M.768P]\n6 = "
        "0\n[prices.\"MiniMax-Hailuo-02\".768P]\n"
        "6 = \"0.01\"\n10 = 1\n[prices.N.768P]\n6 = \"0.07\"");
    const SubmitLimits both = narrowed(user, lower);
    CHECK(both.rpm == 2);
    CHECK(both.max_cost == 100);
    CHECK(both.max_videos == 3);
    CHECK(both.price("M", "768P", 6) == 60);
    const SubmitLimits same = narrowed(user, higher);
    CHECK(same.rpm == 10);
    CHECK(same.max_cost == 500);
    CHECK(same.max_videos == 10);
    CHECK(same.price("M", "768P", 6) == 50);
    CHECK(same.price("MiniMax-Hailuo-02", "768P", 6) == 28);
    CHECK(same.price("MiniMax-Hailuo-02", "768P", 10) == 100);
    CHECK(same.price("N", "768P", 6) == 7);
    // Where the user says nothing, the project's budget counts, and no more than the standard rate.
    const SubmitLimits alone = narrowed({}, higher);
    CHECK(alone.rpm == 5);
    CHECK(alone.max_cost == 5000);
    CHECK(alone.max_videos == 99);
    CHECK(narrowed({}, lower).rpm == 2);
    CHECK_FALSE(narrowed({}, {}).rpm);
}

}  // namespace camlint::test
