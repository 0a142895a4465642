// What the output formats are made of, and what no run of the program shows yet.

#include <nlohmann/json.hpp>

#include "lint/registry.hpp"
#include "report/format.hpp"
#include "report/parts/finding_json.hpp"
#include "report/parts/repository_path.hpp"
#include "report/parts/rule_help.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"
#include "text/uri.hpp"
#include "text/utf8.hpp"
#include "text/xml.hpp"

namespace camlint::test {
namespace {

constexpr Phrase wrong{"test.wrong", "wrong", "错"};
constexpr Phrase linked{"test.linked", "[a](b)[c](d)", "[a](b)[c](d)"};

const Place place{.folder = "/work/film/acts", .repository = "/work/film"};

/// What a format writes of one finding in `bytes`, between its beginning and its end.
std::string written(std::string_view format, const Diagnostic& finding, std::string_view bytes) {
    const Source source{.name = "a.txt", .bytes = bytes, .origin = {}};
    const Positions positions(source);
    const Style style{.place = place};
    std::string out;
    find_format(format)->finding(out, finding, {.source = source, .positions = positions, .style = style});
    return out;
}

Diagnostic some_finding() {
    return {.rule = all_rules().front(), .span = {2, 3}, .message = wrong, .notes = {}, .fixes = {}};
}

}  // namespace

TEST_CASE("names become paths from the repository's root") {
    CHECK(repository_path("a.txt", place) == "acts/a.txt");
    CHECK(repository_path("./b//c/../a.txt", place) == "acts/b/a.txt");
    CHECK(repository_path("../a.txt", place) == "a.txt");
    CHECK(repository_path("/work/film/a b.txt", place) == "a b.txt");
    CHECK(repository_path("../../filmed/a.txt", place) == "/work/filmed/a.txt");
    CHECK(repository_path("/../etc/./x", place) == "/etc/x");
    CHECK(repository_path("x\\y\xFF", place) == "acts/x\\y\xFF");
    CHECK(repository_path("usr/a", {.folder = "/", .repository = "/"}) == "usr/a");
}

TEST_CASE("paths become URIs byte by byte") {
    CHECK(path_uri("a/b-c._~0Z") == "a/b-c._~0Z");
    CHECK(path_uri("/a b") == "file:///a%20b");
    CHECK(path_uri("http:x?y#z%20\n\xE6\x8E\xA8\xFF") == "http%3Ax%3Fy%23z%2520%0A%E6%8E%A8%FF");
}

TEST_CASE("XML holds whatever a text holds") {
    CHECK(xml("a<b>&\"c'") == "a&lt;b&gt;&amp;&quot;c&apos;");
    CHECK(xml("\t\r\n") == "&#x9;&#xD;&#xA;");
    CHECK(xml(std::string("\x1B\0\xFF", 3)) == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(xml("\xEF\xBF\xBE\xEF\xBF\xBF") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(xml("\x7F\xC2\x9B\xE2\x80\xAE\xE2\x80\xA8") == "&#x7F;&#x9B;&#x202E;&#x2028;");
    CHECK(xml("\xE6\x8E\xA8\xF0\x9F\x8E\xAC") == "\xE6\x8E\xA8\xF0\x9F\x8E\xAC");
}

TEST_CASE("JSON escapes what a terminal would act on, and nothing else") {
    CHECK(dump("\xC2\x9B\xC2\xA0\x7F\xE2\x80\xAE\xE2\x80\xA6\xD8\x9C\x1B") ==
          "\"\\u009b\xC2\xA0\\u007f\\u202e\xE2\x80\xA6\\u061c\\u001b\"");
    CHECK(dump("a\xFF\xC2") == "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("JSON that is written piece by piece is what a tree of it would be") {
    test::holds("JsonText = dump", [](const std::vector<std::uint8_t>& bytes) {
        const std::string text(bytes.begin(), bytes.end());
        std::string written;
        JsonText(written).string(text);
        RC_ASSERT(written == dump(text));
    });
    // Every byte at every place of the blocks that are looked at in one piece, and behind them.
    for (int byte = 0; byte <= 0xFF; ++byte) {
        for (std::size_t at = 0; at < 40; ++at) {
            std::string text(40, 'a');
            text[at] = static_cast<char>(byte);
            std::string written;
            JsonText(written).string(text);
            if (written != dump(text)) FAIL("byte " << byte << " at " << at);
        }
    }
    for (char32_t value = 0; value <= 0x10FFFF; ++value) {
        if (value >= 0xD800 && value <= 0xDFFF) continue;
        std::string text = "a";
        append(text, value);
        std::string written;
        JsonText(written).string(text);
        if (written != dump(text)) FAIL("U+" << std::hex << static_cast<std::uint32_t>(value));
    }
}

TEST_CASE("no example ends its fence") {
    Rule rule = *all_rules().front();
    rule.examples = {{{.bad = "```\n````x", .fixed = "", .good = "a"}, {}}};
    const std::string help = rule_help_markdown(rule, Language::english);
    CHECK(help.find("\n`````text\n```\n````x\n`````\n") != std::string::npos);
    CHECK(help.find("\n```text\na\n```\n") != std::string::npos);
}

TEST_CASE("SARIF marks what is suppressed, the others leave it out") {
    Diagnostic finding = some_finding();
    CHECK_FALSE(Json::parse(written("sarif", finding, "[]x")).contains("suppressions"));
    finding.suppression = Suppression{.kind = Suppression::Kind::external, .reason = "old \"film\""};
    CHECK(Json::parse(written("sarif", finding, "[]x"))["suppressions"].dump() ==
          R"([{"kind":"external","justification":"old \"film\""}])");
    finding.suppression = Suppression{};
    CHECK(Json::parse(written("sarif", finding, "[]x"))["suppressions"].dump() == R"([{"kind":"inSource"}])");
    CHECK(find_format("sarif")->suppressed == Suppressed::among);
    for (const std::string_view format : {"github", "gitlab", "junit", "rdjson"}) {
        CHECK(find_format(format)->suppressed == Suppressed::nowhere);
    }
}

TEST_CASE("rdjson joins the edits of a fix, and leaves out what a comment cannot hold") {
    Diagnostic finding = some_finding();
    const std::string far = "[a" + std::string(5000, ' ') + "b]";
    finding.fixes.push_back({.title = wrong, .safety = Safety::safe, .edits = {{{0, 1}, "("}, {{2, 4}, ""}}});
    finding.fixes.push_back(
        {.title = wrong, .safety = Safety::safe, .edits = {{{0, 1}, "("}, {{5002, 5003}, "c"}}});
    CHECK(Json::parse(written("rdjson", finding, far))["suggestions"].dump() ==
          R"([{"range":{"start":{"line":1,"column":1},"end":{"line":1,"column":5}},"text":"(a"}])");
    finding.fixes = {{.title = wrong, .safety = Safety::safe, .edits = {{{0, 1}, "\xFF"}}}};
    CHECK_FALSE(Json::parse(written("rdjson", finding, far)).contains("suggestions"));
    CHECK_FALSE(Json::parse(written("sarif", finding, far)).contains("fixes"));
}

TEST_CASE("no text in SARIF is a link") {
    Diagnostic finding = some_finding();
    finding.message = linked;
    CHECK(Json::parse(written("sarif", finding, "abc"))["message"]["text"] == "[a] (b)[c] (d)");
}

}  // namespace camlint::test
