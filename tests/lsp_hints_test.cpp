// What an editor shows between characters: the lengths of prompts and the order of their directives.

#include <rapidcheck.h>

#include "lsp/inlay_hints.hpp"
#include "support/catch.hpp"
#include "support/editor.hpp"
#include "support/property.hpp"
#include "support/texts.hpp"

namespace camlint::test {
namespace {

Json hints_in(const Editor& editor, const Range& range) {
    return inlay_hints(editor.session(), editor.document(), range);
}

Range everything(const Editor& editor) {
    return editor.document().to_client(Span{0, editor.document().text().size()});
}

/// "line:character label" of each hint.
Texts labels_in(std::string_view text, const Setup& setup = {}) {
    const Editor editor(text, setup);
    Texts labels;
    for (const Json& hint : hints_in(editor, everything(editor))) {
        const Json& position = hint.at("position");
        labels.push_back(position.at("line").dump() + ":" + position.at("character").dump() + " " +
                         hint.at("label").get<std::string>());
    }
    return labels;
}

}  // namespace

TEST_CASE("a prompt's length stands behind it, the order of its steps before its directives") {
    CHECK(labels_in("A man [Push in] walks [Pan left]") == Texts{"0:6 1", "0:22 2", "0:32 32/2000"});
    CHECK(labels_in("[Push in then Pan left] [Shake]\n") == Texts{"0:0 1-2", "0:24 3", "0:31 31/2000"});
    CHECK(labels_in("One [Shake] only, [Wide shot]") == Texts{"0:29 29/2000"});
    CHECK(labels_in("") == Texts{"0:0 0/2000"});
    CHECK(labels_in(R"({"model": "MiniMax-Hailuo-02"})", {.path = "a.json"}).empty());
}

TEST_CASE("hints stand at places of the negotiated encoding") {
    // 4 characters before the first bracket, 2 of them emoji, 3 bytes each of the Chinese ones.
    const std::string text = "镜🎬头🎬[推进]走[Shake]";
    CHECK(labels_in(text, with(Encoding::utf16)) == Texts{"0:6 1", "0:11 2", "0:18 16/2000"});
    CHECK(labels_in(text, with(Encoding::utf8)) == Texts{"0:14 1", "0:25 2", "0:32 16/2000"});
    // The prompt begins at 12; its escapes are 6 and 12 characters long.
    const std::string json = R"({"prompt": "\u955c[Shake]\ud83c\udfac[\u63a8\u8fdb]"})";
    CHECK(labels_in(json, with(Encoding::utf16, "a.json")) == Texts{"0:18 1", "0:37 2", "0:51 13/2000"});
    const std::string lines = "{\"prompt\": \"🎬\"}\n{\"prompt\": \"🎬[Shake][Shake]\"}\n";
    CHECK(labels_in(lines, with(Encoding::utf16, "a.jsonl")) ==
          Texts{"0:14 1/2000", "1:14 1", "1:21 2", "1:28 15/2000"});
    CHECK(labels_in(lines, with(Encoding::utf8, "a.jsonl")) ==
          Texts{"0:16 1/2000", "1:16 1", "1:23 2", "1:30 15/2000"});
}

TEST_CASE("hints tell what they mean") {
    Setup setup;
    const std::string text = "[Shake then Push in] 🎬 [Shake]";
    const Editor english(text, setup);
    const Json hints = hints_in(english, everything(english));
    REQUIRE(hints.size() == 3);
    CHECK(hints[0].at("tooltip") ==
          "steps 1 to 2 of 3; by the documentation commands inside one bracket take effect at once");
    CHECK(hints[0].at("paddingRight") == true);
    CHECK(!hints[0].contains("paddingLeft"));
    CHECK(hints[1].at("tooltip") == "step 3 of 3: directives take effect in the order of the text");
    CHECK(hints[2].at("tooltip") ==
          "30 of 2000 characters, 31 UTF-16 units, 33 bytes; in which unit the limit counts is documented "
          "nowhere");
    CHECK(hints[2].at("paddingLeft") == true);
    CHECK(!hints[2].contains("paddingRight"));
    const Editor plain("Nothing", setup);
    CHECK(hints_in(plain, everything(plain))[0].at("tooltip") ==
          "7 of 2000 characters; in which unit the limit counts is documented nowhere");

    setup.language = Language::chinese;
    const Editor chinese(text, setup);
    const Json said = hints_in(chinese, everything(chinese));
    CHECK(said[0].at("tooltip") == "第 1 至 2 步，共 3 步；按文档，同一括号内的指令同时生效");
    CHECK(said[1].at("tooltip") == "第 3 步，共 3 步：各指令按在文中出现的顺序生效");
    CHECK(
        said[2].at("tooltip") ==
        "30 个字符，31 个 UTF-16 单元，33 个字节；文档规定的上限是 2000 个字符，按哪种单位计算没有文档说明");
}

TEST_CASE("hints of a range are those of the document that stand in it") {
    const Editor editor("[Shake] |a [Shake]| b [Shake]");
    const Json found = hints_in(editor, editor.selection());
    REQUIRE(found.size() == 1);
    CHECK(found[0].at("label") == "2");
    holds("a range's hints", [] {
        const Setup setup = random_setup();
        const Editor some(random_file(setup.path), setup);
        const Range sent = some.document().to_client(random_span(some.document().text()));
        const Range asked = some.document().to_client(some.document().to_span(sent));  // not within a "\r\n"
        Json expected = Json::array();
        for (const Json& hint : hints_in(some, everything(some))) {
            const auto place = hint.at("position").get<ClientPosition>();
            if (asked.start <= place && place <= asked.end) expected.push_back(hint);
        }
        RC_ASSERT(hints_in(some, sent).dump() == expected.dump());
    });
}

TEST_CASE("hints of the corpus stand at places of the text") {
    std::size_t seen = 0;
    for (const auto& [name, text] : corpus_texts()) {
        INFO(name);
        for (const Encoding encoding : {Encoding::utf8, Encoding::utf16}) {
            const Editor editor(text, with(encoding, name));
            const Numbers starts = line_starts(text);
            for (const Json& hint : hints_in(editor, everything(editor))) {
                const auto place = hint.at("position").get<ClientPosition>();
                REQUIRE(place.line < starts.size());
                CHECK(walk(text, starts[place.line], place.character, encoding) <= text.size());
                ++seen;
            }
        }
    }
    CHECK(seen > 1000);
}

}  // namespace camlint::test
