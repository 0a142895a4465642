// What is offered while the JSON around a prompt is still being written.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "lsp/completion.hpp"
#include "lsp/unfinished.hpp"
#include "support/catch.hpp"
#include "support/editor.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

/// The document once "Push in", or its Chinese name, is chosen; empty where nothing is offered.
std::string pushed(const std::string& marked, const std::string& path = "a.json",
                   Encoding encoding = Encoding::utf16) {
    const Editor editor(marked, {.path = path, .abilities = {.encoding = encoding}});
    const Json list = complete(editor.session(), editor.document(), editor.cursor());
    if (list.is_null()) return {};
    for (const Json& item : list.at("items")) {
        if (item.at("label") == "Push in" || item.at("label") == "推进")
            return editor.apply(item.at("textEdit"));
    }
    FAIL("no item");
    return {};
}

/// What is closed, at a bar.
std::string closed_at(std::string marked) {
    const std::size_t at = marked.find('|');
    marked.erase(at, 1);
    return close_text(marked, at).value_or("nothing");
}

std::string closed_line_at(std::string marked) {
    const std::size_t at = marked.find('|');
    marked.erase(at, 1);
    return close_line(marked, at).value_or("nothing");
}

}  // namespace

TEST_CASE("a text is closed behind the cursor") {
    CHECK(closed_at(R"({"prompt":"A [|)") == R"({"prompt":"A ["})");
    CHECK(closed_at(R"([{"a":[1,{}],"prompt":"A [Pu|sh)") == R"([{"a":[1,{}],"prompt":"A [Pu"}])");
    CHECK(closed_at(R"(["A \"b\" \\|)") == R"(["A \"b\" \\"])");
    CHECK(closed_at(R"({"a":"}]","prompt":"{[|)") == R"({"a":"}]","prompt":"{["})");
    CHECK(closed_at("[\"A\",\n\"B|\n,\"C\"]") == "[\"A\",\n\"B\"]");
    CHECK(closed_at("]}\"|") == "]}\"\"");
    // Half an escape has no place behind it.
    for (const char* marked :
         {R"({"prompt":"A \|)", R"({"prompt":"A"|)", R"({|)", "|", R"({"prompt"|:"A [)"}) {
        INFO(marked);
        CHECK(closed_at(marked) == "nothing");
        CHECK(closed_line_at(marked) == "nothing");
    }
}

TEST_CASE("a bracket that closes behind the cursor stays") {
    CHECK(closed_at(R"({"prompt":"A [|] man)") == R"({"prompt":"A []"})");
    CHECK(closed_at(R"({"prompt":"A [|, Shake] man)") == R"({"prompt":"A [, Shake]"})");
    CHECK(closed_at("{\"prompt\":\"男人【推|】走") == "{\"prompt\":\"男人【推】\"}");
    CHECK(closed_at("{\"prompt\":\"男人［|］") == "{\"prompt\":\"男人［］\"}");
    // Here it belongs to something else.
    CHECK(closed_at(R"([{"prompt":"A [|}])") == R"([{"prompt":"A ["}])");
    CHECK(closed_at(R"({"all":["A [|", "B [Shake]"]})") == R"({"all":["A ["]})");
    CHECK(closed_at(R"({"prompt":"A [| man [Shake])") == R"({"prompt":"A ["})");
    CHECK(closed_at("{\"all\":[\"A [|\n]}") == "{\"all\":[\"A [\"]}");
    CHECK(closed_at("{\"all\":[\"A [|\r]}") == "{\"all\":[\"A [\"]}");
}

TEST_CASE("a line is closed and the others stay") {
    CHECK(closed_line_at("{\"a\":\"\n{\"prompt\":\"A [|, Pan\n{\"b\":1}\n") ==
          "{\"a\":\"\n{\"prompt\":\"A [\"}\n{\"b\":1}\n");
    CHECK(closed_line_at("{}\r\n{\"prompt\":\"A [|\r\n{}") == "{}\r\n{\"prompt\":\"A [\"}\r\n{}");
    CHECK(closed_line_at("{\"prompt\":\"A [|") == "{\"prompt\":\"A [\"}");
    CHECK(closed_line_at("{\"prompt\":\"A [\n|") == "nothing");
}

TEST_CASE("commands are offered in a request that is not finished") {
    CHECK(pushed(R"({"model":"MiniMax-Hailuo-2.3","prompt":"A [|)") ==
          R"({"model":"MiniMax-Hailuo-2.3","prompt":"A [Push in)");
    CHECK(pushed(R"({"prompt":"A [pu|"})") == R"({"prompt":"A [Push in"})");
    CHECK(pushed(R"({"prompt":"A [Pan left, pu|] walks)") == R"({"prompt":"A [Pan left,Push in] walks)");
    CHECK(pushed(R"({"prompt":"A [|]","duration":)") == R"({"prompt":"A [Push in]","duration":)");
    CHECK(pushed("{\n  \"model\": \"T2V-01\",\n  \"prompt\": \"A [|\n  \"duration\": 6\n}\n") ==
          "{\n  \"model\": \"T2V-01\",\n  \"prompt\": \"A [Push in\n  \"duration\": 6\n}\n");
    CHECK(pushed(R"([{"prompt":"A"},{"prompt":"B [|)") == R"([{"prompt":"A"},{"prompt":"B [Push in)");
    CHECK(pushed(R"({"all":{"list":[{"model":"T2V-01","prompt":"B [|)") ==
          R"({"all":{"list":[{"model":"T2V-01","prompt":"B [Push in)");
    CHECK(pushed("```json\n{\"model\":\"T2V-01\",\"prompt\":\"A [|\n```\n", "a.md") ==
          "```json\n{\"model\":\"T2V-01\",\"prompt\":\"A [Push in\n```\n");
}

TEST_CASE("commands are offered in a line that is not finished") {
    CHECK(pushed("{\"prompt\":\"A\"}\n{\"prompt\":\"B [|\n{\"prompt\":\"C\"}\n", "a.jsonl") ==
          "{\"prompt\":\"A\"}\n{\"prompt\":\"B [Push in\n{\"prompt\":\"C\"}\n");
    CHECK(pushed("{\"prompt\":\"A\n{\"prompt\":\"B [|", "a.jsonl") ==
          "{\"prompt\":\"A\n{\"prompt\":\"B [Push in");
    CHECK(pushed("{\"prompt\":\"男\U0001F600 \\\"a\\\" [|\n", "a.jsonl") ==
          "{\"prompt\":\"男\U0001F600 \\\"a\\\" [推进\n");
}

TEST_CASE("escapes and characters of any size before the cursor count") {
    for (const Encoding encoding : {Encoding::utf8, Encoding::utf16}) {
        CHECK(pushed("{\"prompt\":\"\U0001F600 \\ud83d\\ude00 a \\\"b\\\" [pu|", "a.json", encoding) ==
              "{\"prompt\":\"\U0001F600 \\ud83d\\ude00 a \\\"b\\\" [Push in");
        CHECK(pushed("{\"prompt\":\"\\u7537\\u4eba[|", "a.json", encoding) ==
              "{\"prompt\":\"\\u7537\\u4eba[\\u63a8\\u8fdb");
    }
}

TEST_CASE("nothing is offered where no bracket of a prompt is open") {
    for (const char* marked :
         {R"({"prompt":"A [Push in th|en Pan left"})", R"({"model":"T2V-01","pro[|)", R"({"prompt":"A [Pu"|)",
          R"({"prompt":"A [Pu",[|)", R"({"prompt":"A | man)", R"({"prompt":"A [Shake] |)",
          R"({"prompt":"A","model":"[|)", R"({"prompt":"A [Push in th|en Pan left]"})", R"({"prompt":"A [\|)",
          R"({"prompt":"A [\u63|)", "[|", R"({"name":"A [|)", R"({"prompt":["A [|)"}) {
        INFO(marked);
        CHECK(pushed(marked).empty());
    }
    CHECK(pushed("id,prompt\n1,\"A \"\"[Push in th|en Pan left]\"\n", "a.csv").empty());
    CHECK(pushed("A \"man [Push in th|en Pan left]", "a.txt").empty());
    CHECK(pushed("A man says \"[Shake] |", "a.txt").empty());
}

TEST_CASE("a long unfinished document is closed in one go") {
    std::string text = "[";
    while (text.size() < 5'000'000) text += "{\"prompt\":\"A man [Shake] \\\"x\\\"\"},\n";
    const Editor editor(text + "{\"prompt\":\"A [|", {.path = "a.json"});
    const Json list = complete(editor.session(), editor.document(), editor.cursor());
    CHECK(list.at("items").size() == 19);
    // As deep as it is long: read by nobody, closed all the same.
    const std::string deep = std::string(5'000'000, '[') + '"';
    CHECK(close_text(deep, deep.size()) == deep + '"' + std::string(5'000'000, ']'));
}

TEST_CASE("wherever JSON is cut, closing it makes JSON with the same beginning") {
    holds("cut inside a string value", [] {
        const auto texts = rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "[", "]", "】", "{", "}", "\\", "\"", "\n", "推", "\U0001F600", "a", ","));
        std::string prompt;
        for (const std::string& part : *texts) prompt += part;
        const Json request{{"prompt", prompt}};
        const std::string text = Json{{"a", Json::array({1, request, "b"})}}.dump();
        const std::string value = Json(prompt).dump();
        const std::size_t begin = text.find(value, text.find("\"prompt\":") + 9) + 1;
        // Behind a piece, so that no escape and no character is cut.
        const std::size_t count = *rc::gen::inRange<std::size_t>(0, prompt.size() + 1);
        std::size_t keep = count;
        while (keep < prompt.size() && (static_cast<unsigned char>(prompt[keep]) & 0xC0) == 0x80) ++keep;
        const std::size_t at = begin + Json(prompt.substr(0, keep)).dump().size() - 2;
        const auto closed = close_text(text, at);
        RC_ASSERT(closed.has_value());
        RC_ASSERT(closed->starts_with(text.substr(0, at)));
        const std::string read = Json::parse(*closed).at("a").at(1).at("prompt");
        RC_ASSERT(read.starts_with(prompt.substr(0, keep)));
        RC_ASSERT(prompt.starts_with(read));
    });
}

}  // namespace camlint::test
