// Recorded sessions of corpus/lsp/: what a client says and what the server answers, message by message.

#include <algorithm>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/editor.hpp"
#include "lsp/server.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"

namespace camlint::test {
namespace {

constexpr std::string_view answer_mark = "=> ";

/// The parts of a session between lines of "---"; lines that begin with '#' are for readers.
std::vector<std::string> parts_of(std::string_view session) {
    std::vector<std::string> parts(1);
    while (!session.empty()) {
        const std::size_t end = std::min(session.find('\n'), session.size() - 1);
        const std::string_view line = session.substr(0, end + 1);
        session.remove_prefix(end + 1);
        if (line == "---\n") {
            parts.emplace_back();
        } else if (!line.starts_with('#')) {
            parts.back() += line;
        }
    }
    std::erase_if(parts, [](const std::string& part) { return part.find_first_not_of(" \n") == part.npos; });
    return parts;
}

/// As `expected`, in which "*" stands for anything.
bool fits(const Json& expected, const Json& given) {
    if (expected == "*") return true;
    if (expected.is_object() && given.is_object()) {
        if (expected.size() != given.size()) return false;
        for (const auto& [name, value] : expected.items()) {
            if (!given.contains(name) || !fits(value, given[name])) return false;
        }
        return true;
    }
    if (expected.is_array() && given.is_array()) {
        if (expected.size() != given.size()) return false;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (!fits(expected[i], given[i])) return false;
        }
        return true;
    }
    return expected == given;
}

/// The bodies that the server has said since the last time.
void collect(Server& server, std::deque<Json>& said) {
    while (server.step()) continue;
    std::string bytes = server.take_output();
    std::string_view left = bytes;
    while (!left.empty()) {
        const std::size_t head = left.find("\r\n\r\n");
        REQUIRE(left.starts_with("Content-Length: "));
        const std::size_t size = std::stoul(std::string(left.substr(16, head - 16)));
        said.push_back(Json::parse(left.substr(head + 4, size)));
        left.remove_prefix(head + 4 + size);
    }
}

void play(const std::string& path) {
    camlint::Editor editor(Flags{.no_config = true, .language = "en"});
    const Workspace workspace = editor.workspace();
    Server server(workspace);
    std::deque<Json> said;
    for (const std::string& part : parts_of(read_file(path))) {
        INFO(path << "\n" << part);
        if (!part.starts_with(answer_mark)) {
            INFO("said without being expected: " << (said.empty() ? "" : said.front().dump(1)));
            REQUIRE(said.empty());
            server.receive(part);
            collect(server, said);
            continue;
        }
        REQUIRE_FALSE(said.empty());
        INFO("given: " << said.front().dump(1));
        REQUIRE(fits(Json::parse(part.substr(answer_mark.size())), said.front()));
        said.pop_front();
    }
    INFO(path);
    CHECK(said.empty());
}

}  // namespace

TEST_CASE("recorded sessions are answered as they were") {
    const std::vector<std::filesystem::path> sessions = files_below(corpus() / "lsp");
    REQUIRE(sessions.size() >= 4);
    for (const std::filesystem::path& session : sessions) play(session.string());
}

}  // namespace camlint::test
