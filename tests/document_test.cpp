// Readers: bytes to prompts, and the way back.

#include <nlohmann/json.hpp>

#include "document/carriers.hpp"
#include "document/json_tree.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

Document read(std::string_view carrier, std::string_view bytes, Origin origin = {}) {
    return read_whole(*find_carrier(carrier), {.name = "test", .bytes = bytes, .origin = origin});
}

/// The host bytes of the first occurrence of `needle` in the only prompt's text.
std::string_view host_of(const Document& document, std::string_view bytes, std::string_view needle) {
    const Prompt& prompt = document.prompts.at(0);
    const std::size_t at = prompt.text.find(needle);
    REQUIRE(at != std::string_view::npos);
    return slice(bytes, prompt.map.to_host({at, at + needle.size()}));
}

std::string_view carrier_name(std::string_view file, std::string_view head) {
    return carrier_of({.file_name = file, .head = head, .prompt_column = {}}).name;
}

}  // namespace

TEST_CASE("PEGTL finds no problem in the JSON grammar") { CHECK(analyze_json_grammar() == 0); }

TEST_CASE("text is one prompt without the file's last line end") {
    CHECK(read("text", "a\nb\n").prompts.at(0).text == "a\nb");
    CHECK(read("text", "a\r\n").prompts.at(0).text == "a");
    CHECK(read("text", "").prompts.at(0).text == "");
    const Document marked = read("text", "\xEF\xBB\xBFxy");
    CHECK(marked.prompts.at(0).text == "xy");
    CHECK(marked.prompts.at(0).map.to_host({0, 1}) == Span{3, 4});
    CHECK(read("text", "\xEF\xBB\xBFxy", {.byte = 5, .line = 2}).prompts.at(0).text == "\xEF\xBB\xBFxy");
}

TEST_CASE("a prompt file has fields and a body") {
    const std::string_view bytes =
        "---\r\nmodel: T2V-01 # old\r\nduration: 6\nprompt_optimizer: false\n"
        "callback_url: \"https://a.example/\\u0063b\"\nresolution: '768P'\n# note\n\n---\nA man [Push in].\n";
    const Document document = read("prompt", bytes);
    CHECK(document.problems.empty());
    REQUIRE(document.prompts.size() == 1);
    const Prompt& prompt = document.prompts[0];
    CHECK(prompt.text == "A man [Push in].");
    CHECK(slice(bytes, prompt.map.to_host({6, 15})) == "[Push in]");
    REQUIRE(prompt.fields.size() == 5);
    CHECK(prompt.field("model")->value.text == "T2V-01");
    CHECK(slice(bytes, prompt.field("model")->value.span) == "T2V-01");
    CHECK(slice(bytes, prompt.field("model")->name_span) == "model");
    CHECK(prompt.field("duration")->value.kind == ValueKind::integer);
    CHECK(to_int(prompt.field("duration")->value, 0) == 6);
    CHECK(prompt.field("prompt_optimizer")->value.kind == ValueKind::boolean);
    CHECK(prompt.field("callback_url")->value.text == "https://a.example/cb");
    CHECK(prompt.field("resolution")->value.text == "768P");
    CHECK(prompt.field("resolution")->value.kind == ValueKind::string);
    CHECK(prompt.field("nothing") == nullptr);
}

TEST_CASE("a prompt file without front matter is all prompt") {
    CHECK(read("prompt", "A man.\n---\n").prompts.at(0).text == "A man.\n---");
    CHECK(read("prompt", "").prompts.at(0).text == "");
    CHECK(read("prompt", "----\nx").prompts.at(0).text == "----\nx");
}

TEST_CASE("mistakes in front matter are problems, and the prompt is still read") {
    const Document unclosed = read("prompt", "---\nmodel: T2V-01\nA man [Push in].");
    REQUIRE(unclosed.problems.size() == 1);
    CHECK(unclosed.problems[0].span == Span{0, 4});
    CHECK(unclosed.prompts.at(0).text == "model: T2V-01\nA man [Push in].");

    const Document odd = read("prompt", "---\nmodel T2V-01\nduration: \"6\n---\nA man.");
    REQUIRE(odd.problems.size() == 2);
    CHECK(odd.problems[0].span == Span{4, 16});
    CHECK(odd.problems[1].span == Span{27, 29});
    CHECK(odd.prompts.at(0).text == "A man.");
}

TEST_CASE("JSON strings lead back to their bytes") {
    const std::string_view bytes =
        R"({"model":"T2V-01","prompt":"\u63a8\u8fdb \ud83c\udfac\n\u005bPsuh in\u005d \"x\" \/"})";
    const Document document = read("json", bytes);
    REQUIRE(document.prompts.size() == 1);
    CHECK(document.prompts[0].text == "推进 🎬\n[Psuh in] \"x\" /");
    CHECK(host_of(document, bytes, "推进") == R"(\u63a8\u8fdb)");
    CHECK(host_of(document, bytes, "🎬") == R"(\ud83c\udfac)");
    CHECK(host_of(document, bytes, "\n") == R"(\n)");
    CHECK(host_of(document, bytes, "[Psuh in]") == R"(\u005bPsuh in\u005d)");
    CHECK(host_of(document, bytes, "\"x\"") == R"(\"x\")");
    CHECK(host_of(document, bytes, "/") == R"(\/)");
    CHECK(document.prompts[0].field("model")->value.text == "T2V-01");
    CHECK(slice(bytes, document.prompts[0].anchor) == "{");
}

TEST_CASE("names may be escaped") {
    const Document document = read("json", R"({"\u0070rompt":"x","mod\u0065l":"m"})");
    REQUIRE(document.prompts.size() == 1);
    CHECK(document.prompts[0].text == "x");
    CHECK(document.prompts[0].field("model")->value.text == "m");
    CHECK(read("json", R"({"a":{"\u0070rompt":"x","\u006dodel":"m"}})").prompts.size() == 1);
}

TEST_CASE("comments and quotes in front matter") {
    const auto value = [](std::string_view line) {
        const std::string bytes = "---\nmodel: " + std::string(line) + "\n---\nx";
        const Document document = read("prompt", bytes);
        return std::string(document.prompts.at(0).field("model")->value.text) +
               (document.problems.empty() ? "" : "!");
    };
    CHECK(value("a # b") == "a");
    CHECK(value("a#b") == "a#b");
    CHECK(value("\"a\"   # b") == "a");
    CHECK(value("'a # b' # c") == "a # b");
    CHECK(value("\"a\\\"b\"") == "a\"b");
    CHECK(value("'a") == "a!");
    CHECK(value("\"a\" b") == "a!");
    CHECK(value("\"") == "!");
    CHECK(value("# b") == "");
}

TEST_CASE("lone surrogates are told and replaced") {
    for (const std::string_view escape : {R"(\ud83c)", R"(\udfac)", R"(\ud83c\u0041)", R"(\ud83cx)"}) {
        const std::string bytes = R"({"prompt":"a)" + std::string(escape) + R"("})";
        const Document document = read("json", bytes);
        INFO(bytes);
        REQUIRE(document.problems.size() == 1);
        CHECK(document.problems[0].span == Span{12, 18});
        CHECK(document.prompts.at(0).text.starts_with("a\uFFFD"));
    }
}

TEST_CASE("which objects are requests") {
    const auto count = [](std::string_view bytes) { return read("json", bytes).prompts.size(); };
    CHECK(count(R"({"prompt":"x"})") == 1);
    CHECK(count(R"({"prompt":5})") == 1);
    CHECK(!read("json", R"({"prompt":5})").prompts[0].has_text);
    CHECK(count(R"({"model":"T2V-01"})") == 1);
    CHECK(count(R"({"model":"another"})") == 0);
    CHECK(count(R"({"model":"another","duration":6})") == 0);
    CHECK(count(R"({"resolution":"1920x1080","duration":6})") == 0);
    CHECK(count(R"({"model":"MiniMax-Hailuo-2.4","duration":6})") == 1);
    CHECK(count(R"({"seed":6,"title":"x"})") == 0);
    CHECK(count(R"([{"prompt":"x"},{"prompt":"y"},3,[{"prompt":"z"}]])") == 2);
    CHECK(count(R"({"jobs":[{"model":"a","prompt":"x"},{"prompt":"y"}]})") == 1);
    CHECK(count(R"({"prompt":"x","model":"m","next":{"prompt":"y","model":"m"}})") == 2);
    CHECK(count("[]") == 0);
    CHECK(count("\"prompt\"") == 0);
    CHECK(read("json", R"({"prompt":"x","prompt":"y"})").prompts.at(0).text == "y");
}

TEST_CASE("JSON that cannot be read says where and what was expected") {
    struct Row {
        std::string_view bytes;
        std::size_t at;
        std::string_view expected;
    };
    const std::vector<Row> table{
        {"", 0, "a value"},
        {"{", 1, "'}'"},
        {R"({"a")", 4, "':'"},
        {R"({"a" 1})", 5, "':'"},
        {R"({"a":})", 5, "a value"},
        {R"({"a":1,})", 7, "a name"},
        {R"({"a":1 "b":2})", 7, "',' or '}'"},
        {R"({a:1})", 1, "'}'"},
        {"[1,]", 3, "a value"},
        {"[1 2]", 3, "',' or ']'"},
        {R"("a)", 2, "'\"'"},
        {"\"a\nb\"", 2, "'\"'"},
        {R"("\x")", 2, "behind '\\'"},
        {R"("\u12g4")", 5, "four hex digits"},
        {"-", 1, "a digit"},
        {"1.", 2, "a digit"},
        {"1e+", 3, "a digit"},
        {"01", 1, "the end"},
        {"truex", 0, "a value"},
        {"1 2", 2, "the end"},
        {"'a'", 0, "a value"},
        {"NaN", 0, "a value"},
    };
    for (const Row& row : table) {
        INFO(row.bytes);
        const JsonTree tree = parse_json(row.bytes);
        REQUIRE(tree.failure.has_value());
        INFO(tree.failure->message.in(Language::english));
        CHECK(tree.failure->span.begin == row.at);
        CHECK(tree.failure->message.in(Language::english).find(row.expected) != std::string::npos);
    }
}

TEST_CASE("JSON that can be read") {
    for (const std::string_view bytes :
         {"{}", "[]", " [ ] ", "0", "-0", "-0.5e-3", "1E9", "true", "false", "null", "\"\"", R"("\ud800")",
          R"({"a":{"b":[1,2,{"c":null}]}})", "\t\r\n{\"a\" : \"b\" }\n", "\"\x7F\""}) {
        INFO(bytes);
        CHECK(!parse_json(bytes).failure.has_value());
    }
}

TEST_CASE("escapes are read as another parser reads them") {
    test::holds("strings", [] {
        const auto inside = *rc::gen::container<std::string>(
            rc::gen::element('\\', '\\', 'u', '0', '4', 'a', 'F', 'n', '/', '"', 'g', ' ', 'x'));
        const std::string text = '"' + inside + '"';
        RC_ASSERT(parse_json(text).failure.has_value() != nlohmann::json::accept(text));
    });
}

TEST_CASE("nesting has a limit, wherever it is") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(!parse_json(nested(64)).failure.has_value());
    const JsonTree deep = parse_json(nested(65));
    REQUIRE(deep.failure.has_value());
    CHECK(deep.failure->message.in(Language::english).find("64 levels") != std::string::npos);
    CHECK(deep.failure->span.begin == 65);
    CHECK(!parse_json("[" + nested(63) + "," + nested(63) + "]").failure.has_value());
    CHECK(parse_json(std::string(100000, '[')).failure.has_value());
}

TEST_CASE("carriers by extension, then by content") {
    CHECK(carrier_name("a.txt", "{\"prompt\":\"x\"}") == "text");
    CHECK(carrier_name("a.PROMPT", "") == "prompt");
    CHECK(carrier_name("dir.json/a", "x") == "text");
    CHECK(carrier_name("a.jsonl", "") == "jsonl");
    CHECK(carrier_name("a.ndjson", "") == "jsonl");
    CHECK(carrier_name("-", "A man [Push in].") == "text");
    CHECK(carrier_name("-", "[Push in] a man") == "text");
    CHECK(carrier_name("-", "{{subject}} walks") == "text");
    CHECK(carrier_name("-", "{subject} walks") == "text");
    CHECK(carrier_name("-", "---\nmodel: x\n---\n") == "prompt");
    CHECK(carrier_name("-", "{\"prompt\":\"x\"}") == "json");
    CHECK(carrier_name("-", "{\n  \"prompt\": \"x\"\n}\n") == "json");
    CHECK(carrier_name("-", "{\"prompt\":\"x\"}\n{\"prompt\":\"y\"}\n") == "jsonl");
    CHECK(carrier_name("-", "{\"prompt\":x}\n{\"prompt\":\"y\"}\n") == "jsonl");
    CHECK(carrier_name("-", "{\"jobs\":[\n{\"prompt\":\"y\"}]}\n") == "json");
    CHECK(carrier_name("-", "[{\"prompt\":\"x\"}]") == "json");
    CHECK(carrier_name("-", "\xEF\xBB\xBF{\"prompt\":\"x\"}") == "json");
    CHECK(carrier_name("-", "") == "text");
}

}  // namespace camlint::test
