// An editor's outline, and formatting.

#include <rapidcheck.h>

#include "lsp/formatting.hpp"
#include "lsp/symbols.hpp"
#include "support/catch.hpp"
#include "support/editor.hpp"
#include "support/property.hpp"
#include "support/texts.hpp"
#include "text/invisible.hpp"
#include "text/utf8.hpp"

namespace camlint::test {
namespace {

Setup outline(const std::string& path = "scene.txt", Encoding encoding = Encoding::utf16) {
    Setup setup{.path = path};
    setup.abilities.encoding = encoding;
    setup.abilities.has_symbol_hierarchy = true;
    return setup;
}

Json symbols_in(const Editor& editor) { return document_symbols(editor.session(), editor.document()); }

/// The members of a JSON string array's objects of one name.
Texts all_of(const Json& symbols, const char* name) {
    Texts texts;
    for (const Json& symbol : symbols) texts.push_back(symbol.value(name, "-"));
    return texts;
}

Json range(std::size_t line, std::size_t start, std::size_t end_line, std::size_t end) {
    return {{"start", {{"line", line}, {"character", start}}},
            {"end", {{"line", end_line}, {"character", end}}}};
}

bool lies_in(const Json& inner, const Json& outer) {
    const Range a = inner.get<Range>();
    const Range b = outer.get<Range>();
    return b.start <= a.start && a.start <= a.end && a.end <= b.end;
}

bool is_fit_to_show(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        const bool acts = is_control(point.value) || is_bidi_control(point.value) || point.value == '\n' ||
                          point.value == '\r' || point.value == '\t';
        if (acts || !point.valid) return false;
        at += point.size;
    }
    return !text.empty();
}

/// What the specification asks of a symbol, and of those in it.
bool is_sound(const Json& symbol) {
    if (!is_fit_to_show(symbol.at("name").get<std::string>())) return false;
    if (symbol.contains("detail") && !is_fit_to_show(symbol.at("detail").get<std::string>())) return false;
    if (!lies_in(symbol.at("selectionRange"), symbol.at("range"))) return false;
    for (const Json& child : symbol.value("children", Json::array())) {
        if (!lies_in(child.at("range"), symbol.at("range")) || !is_sound(child)) return false;
    }
    return true;
}

/// A hierarchy as the flat list that it would be.
Json flattened(const Json& symbols, const std::string& uri) {
    Json flat = Json::array();
    const auto add = [&](const Json& symbol) -> Json& {
        flat.push_back({{"name", symbol.at("name")},
                        {"kind", symbol.at("kind")},
                        {"location", {{"uri", uri}, {"range", symbol.at("range")}}}});
        return flat.back();
    };
    for (const Json& symbol : symbols) {
        add(symbol);
        for (const Json& child : symbol.value("children", Json::array()))
            add(child)["containerName"] = symbol.at("name");
    }
    return flat;
}

/// A document whose formatting is given.
Json formatted(const Editor& editor, std::vector<Edit> edits, const std::optional<Range>& asked = {}) {
    Workspace workspace = editor.session().workspace;
    workspace.format = [&edits](const Buffer&) { return edits; };
    const Session session{.workspace = workspace, .abilities = editor.session().abilities};
    return format_document(session, editor.document(), asked);
}

}  // namespace

TEST_CASE("requests of one line are apart from each other") {
    // Their fields have no names of their own that could be pointed at.
    const std::string node =
        R"({"class_type":"MinimaxTextToVideoNode","inputs":{"prompt_text":"A.","model":"T2V-01"}})";
    const std::string text = "{\"1\":" + node + ",\"2\":" + node + "}";
    const std::size_t second = text.find("\"2\"");
    const Editor workflow(text, outline("flow.json"));
    const Json nodes = symbols_in(workflow);
    REQUIRE(nodes.size() == 2);
    CHECK(nodes[0]["range"]["end"]["character"].get<std::size_t>() < second);
    CHECK(nodes[1]["range"]["start"]["character"].get<std::size_t>() > second);
    const Editor table("prompt,model\nA,T2V-01\nB,T2V-01\n", outline("scenes.csv"));
    const Json rows = symbols_in(table);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["range"] == range(1, 0, 1, 8));
    CHECK(rows[1]["range"] == range(2, 0, 2, 8));
}

TEST_CASE("a prompt and its directives are symbols") {
    const Editor editor("A man [Push in, dolly out] walks [Pan up] and [Wide shot]", outline());
    const Json symbols = symbols_in(editor);
    REQUIRE(symbols.size() == 1);
    const Json& prompt = symbols[0];
    CHECK(prompt.at("name") == "A man [Push in, dolly out] walks [Pan up…");
    CHECK(prompt.at("kind") == 15);
    CHECK(!prompt.contains("detail"));
    CHECK(prompt.at("range") == range(0, 0, 0, 57));
    CHECK(prompt.at("selectionRange") == range(0, 0, 0, 57));
    const Json& directives = prompt.at("children");
    CHECK(all_of(directives, "name") == Texts{"[Push in, dolly out]", "[Pan up]"});
    CHECK(all_of(directives, "detail") == Texts{"dolly", "-"});
    CHECK(directives[0].at("kind") == 24);
    CHECK(directives[0].at("range") == range(0, 6, 0, 26));
    CHECK(directives[1].at("selectionRange") == range(0, 33, 0, 41));
}

TEST_CASE("a symbol's detail names the families in the language of the session") {
    Setup setup = outline();
    CHECK(all_of(symbols_in(Editor("[Truck left,Pan right]", setup))[0].at("children"), "detail") ==
          Texts{"truck, pan"});
    setup.language = Language::chinese;
    const std::string expected =
        std::string(describe(Family::truck).zh) + "、" + std::string(describe(Family::pan).zh);
    CHECK(all_of(symbols_in(Editor("[Truck left,Pan right]", setup))[0].at("children"), "detail") ==
          Texts{expected});
}

TEST_CASE("a prompt's name is the beginning of its text, safe to show") {
    const auto name_in = [](std::string_view text, Setup setup = outline()) {
        return all_of(symbols_in(Editor(text, setup)), "name");
    };
    const std::string longest(40, 'x');
    CHECK(name_in(longest) == Texts{longest});
    CHECK(name_in(longest + "y") == Texts{longest + "…"});
    CHECK(name_in("\n \t　One\ntwo\x1B[0m") == Texts{"One␊two␛[0m"});
    CHECK(name_in("a\xE2\x80\xAE"
                  "b") == Texts{"a<U+202E>b"});
    CHECK(name_in("") == Texts{"empty prompt"});
    CHECK(name_in(" \n\xE2\x80\x8B") == Texts{"empty prompt"});
    CHECK(name_in(R"({"model": "MiniMax-Hailuo-02"})", outline("a.json")) == Texts{"no prompt"});
    Setup chinese = outline();
    chinese.language = Language::chinese;
    CHECK(name_in("", chinese) == Texts{"空提示词"});
}

TEST_CASE("a request is a symbol from its beginning to its last field") {
    // The brace is the first, the closing one the last character of the line.
    const std::string text =
        "{\"model\": \"MiniMax-Hailuo-02\", \"prompt\": \"\\ud83c\\udfac[\\u63a8\\u8fdb]\", \"duration\": 6}";
    const Editor editor(text, outline("a.json"));
    const Json symbols = symbols_in(editor);
    REQUIRE(symbols.size() == 1);
    CHECK(symbols[0].at("name") == "🎬[推进]");
    CHECK(symbols[0].at("detail") == "MiniMax-Hailuo-02");
    CHECK(symbols[0].at("range") == range(0, 0, 0, text.size() - 1));
    CHECK(editor.at(symbols[0].at("selectionRange")) == R"(\ud83c\udfac[\u63a8\u8fdb])");
    const Json& directive = symbols[0].at("children")[0];
    CHECK(directive.at("name") == "[推进]");
    CHECK(editor.at(directive.at("range")) == R"([\u63a8\u8fdb])");
}

// 镜 has 1 unit and 3 bytes, 🎬 has 2 and 4.
TEST_CASE("symbols stand at places of the negotiated encoding") {
    const std::string text = "{\"prompt\": \"a\"}\n{\"prompt\": \"镜🎬[推进]🎬\"}\n";
    const Json utf16 = symbols_in(Editor(text, outline("a.jsonl", Encoding::utf16)));
    REQUIRE(utf16.size() == 2);
    CHECK(utf16[1].at("selectionRange") == range(1, 12, 1, 21));
    CHECK(utf16[1].at("children")[0].at("range") == range(1, 15, 1, 19));
    const Json utf8 = symbols_in(Editor(text, outline("a.jsonl", Encoding::utf8)));
    CHECK(utf8[0].at("selectionRange") == range(0, 12, 0, 13));
    CHECK(utf8[1].at("selectionRange") == range(1, 12, 1, 31));
    CHECK(utf8[1].at("children")[0].at("range") == range(1, 19, 1, 27));
}

TEST_CASE("brackets that are not closed where they should be are symbols too") {
    const auto names_in = [](std::string_view text) {
        return all_of(symbols_in(Editor(text, outline()))[0].at("children"), "name");
    };
    CHECK(names_in("A man [Push in, Pan left walks on") == Texts{"[Push in, Pan left"});
    CHECK(names_in("[Push in\n] x") == Texts{"[Push in"});
    CHECK(names_in("[Push in [Pan left]]") == Texts{"[Push in [Pan left]]", "[Pan left]"});
    CHECK(!symbols_in(Editor("[Wide shot] []", outline()))[0].contains("children"));
}

TEST_CASE("a client without hierarchy gets a list") {
    Setup setup = outline("a.jsonl");
    const std::string text = "{\"prompt\": \"One [Shake] [Push in]\"}\n{\"prompt\": \"Two [Shake]\"}\n";
    const Json tree = symbols_in(Editor(text, setup));
    setup.abilities.has_symbol_hierarchy = false;
    const Editor editor(text, setup);
    const Json list = symbols_in(editor);
    CHECK(all_of(list, "name") ==
          Texts{"One [Shake] [Push in]", "[Shake]", "[Push in]", "Two [Shake]", "[Shake]"});
    CHECK(all_of(list, "containerName") ==
          Texts{"-", "One [Shake] [Push in]", "One [Shake] [Push in]", "-", "Two [Shake]"});
    CHECK(list == flattened(tree, editor.document().uri()));
}

TEST_CASE("symbols of the corpus nest and can be shown") {
    std::size_t seen = 0;
    for (const auto& [name, text] : corpus_texts()) {
        INFO(name);
        for (const Encoding encoding : {Encoding::utf8, Encoding::utf16}) {
            for (const Json& symbol : symbols_in(Editor(text, outline(name, encoding)))) {
                INFO(symbol.dump());
                CHECK(is_sound(symbol));
                ++seen;
            }
        }
    }
    CHECK(seen > 1000);
}

TEST_CASE("symbols of random texts nest and can be shown") {
    holds("symbols", [] {
        static const Texts pieces{"[",  "]",  "【", "】", "Push in",      "推进", "Dolly out", ",",
                                  " ",  "\n", "\r", "镜", "\xE2\x80\x8B", "\"",   "a walk",    "\x1B",
                                  "\t", "é",  "🎬",  "\\", "\xE2\x80\xAE", "\x7F", "Pan left"};
        const auto parts = *rc::gen::container<Texts>(rc::gen::elementOf(pieces));
        std::string text;
        for (const std::string& part : parts) text += part;
        const auto encoding = *rc::gen::element(Encoding::utf8, Encoding::utf16);
        const bool is_json = *rc::gen::arbitrary<bool>();
        if (is_json)
            text = Json{{"prompt", text}, {"model", text}}.dump(-1, ' ', *rc::gen::arbitrary<bool>());
        const Editor editor(text, outline(is_json ? "a.json" : "a.txt", encoding));
        const Json symbols = symbols_in(editor);
        RC_ASSERT(symbols.size() == 1);
        RC_ASSERT(is_sound(symbols[0]));
    });
}

TEST_CASE("formatting is told in the client's positions") {
    // Line 1: 镜🎬 and a blank, 8 bytes; the bracket begins at byte 9 of the text.
    const Editor editor("镜🎬 [push in]\n[Pan  left]", outline());
    const std::vector<Edit> edits{{.span = {9, 10}, .text = "P"}, {.span = {22, 24}, .text = " "}};
    CHECK(formatted(editor, {}) == Json::array());
    const Json all = formatted(editor, edits);
    CHECK(all == Json::array({{{"range", range(0, 5, 0, 6)}, {"newText", "P"}},
                              {{"range", range(1, 4, 1, 6)}, {"newText", " "}}}));
    CHECK(editor.apply(all) == "镜🎬 [Push in]\n[Pan left]");
}

TEST_CASE("formatting of a range takes the edits that lie in it whole") {
    const Editor editor("abcdefgh", outline());
    const std::vector<Edit> edits{
        {.span = {1, 3}, .text = "x"}, {.span = {4, 4}, .text = "y"}, {.span = {5, 7}, .text = "z"}};
    const auto texts = [&](std::size_t begin, std::size_t end) {
        return all_of(formatted(editor, edits, editor.document().to_client(Span{begin, end})), "newText");
    };
    CHECK(texts(0, 8) == Texts{"x", "y", "z"});
    CHECK(texts(1, 4) == Texts{"x", "y"});
    CHECK(texts(2, 7) == Texts{"y", "z"});
    CHECK(texts(4, 6) == Texts{"y"});
    CHECK(texts(5, 5).empty());
}

}  // namespace camlint::test
