// What an editor paints: semantic tokens, decoded here again from the bytes.

#include <set>

#include <rapidcheck.h>

#include "catalog/reading.hpp"
#include "lsp/semantic_tokens.hpp"
#include "support/catch.hpp"
#include "support/editor.hpp"
#include "support/lint.hpp"
#include "support/property.hpp"
#include "support/texts.hpp"

namespace camlint::test {
namespace {

struct Painted {
    Span span;
    std::string type;
    bool deprecated = false;
};

/// Tokens back to the bytes that they paint; what the specification asks of them is asked here.
std::vector<Painted> decode(const std::string& text, const Json& answer, Encoding encoding) {
    const Json legend = semantic_tokens_legend();
    const Numbers starts = line_starts(text);
    const Numbers data = answer.at("data").get<Numbers>();
    REQUIRE(data.size() % 5 == 0);
    std::vector<Painted> all;
    std::size_t line = 0;
    std::size_t column = 0;
    for (std::size_t i = 0; i < data.size(); i += 5) {
        line += data[i];
        column = data[i] == 0 ? column + data[i + 1] : data[i + 1];
        REQUIRE(line < starts.size());
        REQUIRE(data[i + 2] > 0);
        REQUIRE(data[i + 4] <= 1);
        const std::size_t begin = walk(text, starts[line], column, encoding);
        const std::size_t end = walk(text, begin, data[i + 2], encoding);
        REQUIRE((all.empty() || all.back().span.end <= begin));
        all.push_back({.span = {begin, end},
                       .type = legend.at("tokenTypes").at(data[i + 3]).get<std::string>(),
                       .deprecated = data[i + 4] == 1});
    }
    return all;
}

std::vector<Painted> painted(const Editor& editor, const std::optional<Range>& range = {}) {
    const Json answer = semantic_tokens(editor.session(), editor.document(), range);
    return decode(editor.document().text(), answer, editor.session().abilities.encoding);
}

/// "keyword Push in"; a star behind the type of what is deprecated.
Texts show(const Editor& editor, const std::vector<Painted>& tokens) {
    Texts texts;
    for (const Painted& token : tokens) {
        const std::string text(slice(editor.document().text(), token.span));
        texts.push_back(token.type + (token.deprecated ? "* " : " ") + text);
    }
    return texts;
}

Texts tokens_in(std::string_view text, const Setup& setup = {}) {
    const Editor editor(text, setup);
    return show(editor, painted(editor));
}

Numbers numbers_in(std::string_view text, const Setup& setup) {
    const Editor editor(text, setup);
    return semantic_tokens(editor.session(), editor.document(), {}).at("data").get<Numbers>();
}

}  // namespace

TEST_CASE("the legend has types and modifiers of the specification alone") {
    const std::set<std::string> types{"operator", "keyword", "variable", "macro"};
    const Json legend = semantic_tokens_legend();
    CHECK(legend.at("tokenTypes").get<std::set<std::string>>() == types);
    CHECK(legend.at("tokenModifiers") == Json::array({"deprecated"}));
}

TEST_CASE("directives are painted by what their labels say") {
    CHECK(tokens_in("A man [Push in,Pan left] walks") ==
          Texts{"operator [", "keyword Push in", "operator ,", "keyword Pan left", "operator ]"});
    CHECK(tokens_in("[PUSH  in]") == Texts{"operator [", "keyword PUSH  in", "operator ]"});
    CHECK(tokens_in("[Dolly in , Psuh in]") ==
          Texts{"operator [", "keyword* Dolly in", "operator ,", "keyword* Psuh in", "operator ]"});
    CHECK(tokens_in("[Push in slowly]") == Texts{"operator [", "keyword* Push in slowly", "operator ]"});
    CHECK(tokens_in("[Push in,Whip pan]") ==
          Texts{"operator [", "keyword Push in", "operator ,", "variable Whip pan", "operator ]"});
    CHECK(tokens_in("[Pan up]") == Texts{"operator [", "variable Pan up", "operator ]"});
    CHECK(tokens_in("[Push in/Pull out]") ==
          Texts{"operator [", "keyword Push in", "operator /", "keyword Pull out", "operator ]"});
    CHECK(tokens_in("[Push in then Shake,Shake]") == Texts{"operator [", "keyword Push in", "operator then",
                                                           "keyword Shake", "operator ,", "keyword Shake",
                                                           "operator ]"});
    CHECK(tokens_in("【推进，推镜】") ==
          Texts{"operator 【", "keyword 推进", "operator ，", "keyword* 推镜", "operator 】"});
    CHECK(tokens_in("[Wide shot] [] [1] no directive").empty());
}

TEST_CASE("terms of the project are painted as such") {
    const Setup setup{.terms = {"slow reveal", "a, b"}};
    CHECK(tokens_in("[Slow Reveal]", setup) == Texts{"operator [", "macro Slow Reveal", "operator ]"});
    CHECK(tokens_in("[A, B]", setup) == Texts{"operator [", "macro A, B", "operator ]"});
    CHECK(tokens_in("[Push in,slow reveal]", setup) ==
          Texts{"operator [", "keyword Push in", "operator ,", "macro slow reveal", "operator ]"});
}

TEST_CASE("brackets that are not closed where they should be are painted as far as they are read") {
    CHECK(tokens_in("A man [Push in, Pan left walks on") ==
          Texts{"operator [", "keyword Push in", "operator ,", "keyword Pan left"});
    CHECK(tokens_in("[Push in, she walks, and") == Texts{"operator [", "keyword Push in"});
    CHECK(tokens_in("[Push in\n] x") == Texts{"operator [", "keyword Push in", "operator ]"});
    CHECK(tokens_in("[Push in [Pan left]]") == Texts{"operator [", "keyword Push in", "operator [",
                                                     "keyword Pan left", "operator ]", "operator ]"});
    CHECK(tokens_in("[[Shake]]") ==
          Texts{"operator [", "operator [", "keyword Shake", "operator ]", "operator ]"});
}

TEST_CASE("a label with escapes is one token over what is written") {
    CHECK(tokens_in(R"({"prompt": "\ud83c\udfac [\u63a8\u8fdb,Push\u0020in]"})", {.path = "a.json"}) ==
          Texts{"operator [", R"(keyword \u63a8\u8fdb)", "operator ,", R"(keyword Push\u0020in)",
                "operator ]"});
    CHECK(tokens_in("prompt\n\"She says \"\"go\"\" [Push in]\"\n", {.path = "a.csv"}) ==
          Texts{"operator [", "keyword Push in", "operator ]"});
}

TEST_CASE("a token ends where its line ends") {
    const std::string script =
        "curl https://api.minimax.io/v1/video_generation -d \"{\\\"prompt\\\": \\\"A [Push \\\nin]\\\"}\"\n";
    CHECK(tokens_in(script, {.path = "a.sh"}) ==
          Texts{"operator [", "keyword Push \\", "keyword in", "operator ]"});
}

TEST_CASE("tokens do not overlap where prompts do") {
    const Editor editor("[Push in] [Shake]");
    Workspace workspace = editor.session().workspace;
    workspace.read = [](const Buffer& buffer, const TakeUnit& take) {
        Document document = bare_prompt(buffer.text);
        document.prompts.push_back(document.prompts.front());
        take(document, {.name = buffer.path, .bytes = buffer.text, .origin = {}});
    };
    const Session session{.workspace = workspace, .abilities = editor.session().abilities};
    const Json answer = semantic_tokens(session, editor.document(), {});
    CHECK(show(editor, decode(editor.document().text(), answer, Encoding::utf16)) ==
          Texts{"operator [", "keyword Push in", "operator ]", "operator [", "keyword Shake", "operator ]"});
}

// 镜 has 1 unit and 3 bytes, 🎬 has 2 and 4.
TEST_CASE("tokens are numbers of the negotiated encoding") {
    const std::string text = "镜🎬 [推进,Shake]\n🎬[Pan up]";
    CHECK(numbers_in(text, with(Encoding::utf16)) == Numbers{0, 4, 1, 0, 0, 0, 1, 2, 1, 0, 0, 2, 1, 0,
                                                             0, 0, 1, 5, 1, 0, 0, 5, 1, 0, 0, 1, 2, 1,
                                                             0, 0, 0, 1, 6, 2, 0, 0, 6, 1, 0, 0});
    CHECK(numbers_in(text, with(Encoding::utf8)) == Numbers{0, 8, 1, 0, 0, 0, 1, 6, 1, 0, 0, 6, 1, 0,
                                                            0, 0, 1, 5, 1, 0, 0, 5, 1, 0, 0, 1, 4, 1,
                                                            0, 0, 0, 1, 6, 2, 0, 0, 6, 1, 0, 0});
}

TEST_CASE("tokens of records count from the file's start") {
    // Before the bracket of the second line stand 12 characters and an emoji.
    const std::string text = "{\"prompt\": \"[Shake]\"}\n{\"prompt\": \"🎬[Dolly in]\"}\n";
    CHECK(numbers_in(text, with(Encoding::utf16, "a.jsonl")) == Numbers{0, 12, 1, 0, 0, 0, 1,  5, 1, 0,
                                                                        0, 5,  1, 0, 0, 1, 14, 1, 0, 0,
                                                                        0, 1,  8, 1, 1, 0, 8,  1, 0, 0});
    CHECK(numbers_in(text, with(Encoding::utf8, "a.jsonl")) == Numbers{0, 12, 1, 0, 0, 0, 1,  5, 1, 0,
                                                                       0, 5,  1, 0, 0, 1, 16, 1, 0, 0,
                                                                       0, 1,  8, 1, 1, 0, 8,  1, 0, 0});
}

TEST_CASE("tokens of a range are those of the document that share something with it") {
    const Editor editor("[Push in] a [|Pan left] b [|Shake]");
    CHECK(show(editor, painted(editor, editor.selection())) ==
          Texts{"keyword Pan left", "operator ]", "operator ["});
    holds("a range's tokens", [] {
        const Setup setup = random_setup();
        const Editor some(random_file(setup.path), setup);
        const std::string& text = some.document().text();
        const Span span = random_span(text);
        const Span asked = some.document().to_span(some.document().to_client(span));
        Texts expected;
        for (const Painted& token : painted(some)) {
            if (token.span.begin < asked.end && asked.begin < token.span.end)
                expected.push_back(show(some, {token})[0]);
        }
        RC_ASSERT(show(some, painted(some, some.document().to_client(span))) == expected);
    });
}

TEST_CASE("random files are painted in order, within lines, with the type of the text") {
    holds("tokens", [] {
        const Setup setup = random_setup();
        const Editor editor(random_file(setup.path), setup);
        for (const Painted& token : painted(editor)) {
            const std::string text(slice(editor.document().text(), token.span));
            if (setup.path != "scene.txt") continue;
            const Reading reading = read_label(text);
            RC_ASSERT((token.type == "keyword" && !token.deprecated) ==
                      (reading.meaning == Meaning::command && !reading.modified));
        }
    });
}

TEST_CASE("the corpus is painted in order and within lines") {
    std::size_t seen = 0;
    for (const auto& [name, text] : corpus_texts()) {
        INFO(name);
        Texts before;
        for (const Encoding encoding : {Encoding::utf8, Encoding::utf16}) {
            const Editor editor(text, with(encoding, name));
            const Texts shown = show(editor, painted(editor));
            if (encoding == Encoding::utf16) CHECK(shown == before);
            before = shown;
        }
        seen += before.size();
    }
    CHECK(seen > 1500);
}

}  // namespace camlint::test
