// The readers of tables, pages and scripts: which texts are prompts, and the way back to their bytes.

#include <rapidcheck.h>

#include "document/carriers.hpp"
#include "document/csv_row.hpp"
#include "document/shell_word.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

using Texts = std::vector<std::string>;

Document read(std::string_view carrier, std::string_view bytes, std::string_view file = "test") {
    return read_whole(*find_carrier(carrier), {.name = file, .bytes = bytes, .origin = {}});
}

Texts texts_of(std::string_view carrier, std::string_view bytes) {
    const Document document = read(carrier, bytes);
    Texts texts;
    for (const Prompt& prompt : document.prompts) texts.emplace_back(prompt.text);
    return texts;
}

/// Cells, each between bars; a quoted one in quotes.
std::string show(const CsvRow& row, std::string_view bytes) {
    std::string out = "|";
    for (const Cell& cell : row.cells) {
        const std::string mark = cell.quoted ? "\"" : "";
        out += mark + std::string(slice(bytes, cell.content)) + mark + "|";
    }
    return out + (row.problems.empty() ? "" : "!");
}

/// A command's words as it gets them; a `$` in front where the shell puts something in.
Texts words_of(std::string_view script) {
    Texts words;
    Document document;
    for (const ShellCommand& command : parse_shell(script)) {
        for (const auto& word : command.words) {
            const ShellText text = decode_word(word, script, document);
            words.push_back((text.expansions.empty() ? "" : "$") + std::string(text.text));
        }
        if (!command.words.empty()) words.emplace_back(";");
    }
    return words;
}

std::string random_csv() {
    static const std::string letters = "\"\",,\n\r;\tab";
    return *rc::gen::container<std::string>(rc::gen::elementOf(letters));
}

}  // namespace

TEST_CASE("PEGTL finds no problem in the grammars of CSV and shell") {
    CHECK(analyze_csv_grammar() == 0);
    CHECK(analyze_shell_grammar() == 0);
}

TEST_CASE("a row of CSV and its cells") {
    struct Case {
        std::string_view bytes;
        std::string_view cells;
    };
    for (const auto& [bytes, cells] : std::vector<Case>{
             {"a,b\n", "|a|b|"},
             {"a,b", "|a|b|"},
             {"a,,\r\n", "|a|||"},
             {"", "||"},
             {"\"a,b\",c\r", "|\"a,b\"|c|"},
             {"\"a\nb\",c", "|\"a\nb\"|c|"},
             {R"("a ""b""",c)", "|\"a \"\"b\"\"\"|c|"},
             {R"("",x)", "|\"\"|x|"},
             {R"(a "b" c,d)", "|a \"b\" c|d|"},
             {R"("a" b,c)", "|\"a\"|c|!"},
             {"\"a\nb", "|\"a\nb\"|!"},
             {" \"a\",b", "| \"a\"|b|"},
         }) {
        INFO(bytes);
        CHECK(show(parse_row(bytes, ','), bytes) == cells);
    }
    CHECK(show(parse_row("a,b\tc\n", '\t'), "a,b\tc\n") == "|a,b|c|");
    CHECK(show(parse_row("a;\"b;c\"\n", ';'), "a;\"b;c\"\n") == "|a|\"b;c\"|");
}

TEST_CASE("where a row of CSV ends") {
    constexpr std::size_t open = std::string_view::npos;
    CHECK(row_size("a,b\nc", ',', false) == 4);
    CHECK(row_size("a,b\r\nc", ',', false) == 5);
    CHECK(row_size("a,b\rc", ',', false) == 4);
    CHECK(row_size("a,b\r", ',', false) == open);
    CHECK(row_size("a,b\r", ',', true) == 4);
    CHECK(row_size("a,\"b\nc\"\nd", ',', false) == 8);
    CHECK(row_size("a,\"b\"", ',', false) == open);
    CHECK(row_size("a,\"b\nc", ',', false) == open);
    CHECK(row_size("a,\"b\nc", ',', true) == 5);  // the quote is lost, the next line is not
    CHECK(row_size("a\"\nb", ',', false) == 3);
    CHECK(row_size("\"a\nb\",\"c\nd", ',', true) == 9);
    CHECK(row_size("", ',', true) == 0);
}

TEST_CASE("rows of CSV tile any bytes, and more bytes do not change where one ends") {
    holds("row_size", [] {
        const std::string bytes = random_csv();
        const std::string_view text = bytes;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t size = row_size(text.substr(at), ',', true);
            RC_ASSERT(size >= 1 && size <= text.size() - at);
            const std::size_t seen = row_size(text.substr(at, size), ',', false);
            const std::size_t later = row_size(text.substr(at), ',', false);
            RC_ASSERT(seen == std::string_view::npos || seen == later);
            at += size;
        }
    });
}

TEST_CASE("columns of CSV by their names") {
    CHECK(texts_of("csv", "id,prompt\n1,A man.\n2,\"A \"\"big\"\"\nman.\"\n") ==
          Texts{"A man.", "A \"big\"\nman."});
    CHECK(texts_of("csv", "PROMPT , id\nA man.,1\n") == Texts{"A man."});
    CHECK(texts_of("csv", "id;prompt\n1;A man, walking.\n") == Texts{"A man, walking."});
    CHECK(texts_of("csv", "id\tprompt\n1\tA man, walking.\n") == Texts{"A man, walking."});
    CHECK(texts_of("csv", "\"prompt\"\t\"id\"\n\"A man.\"\t1\n") == Texts{"A man."});
    CHECK(texts_of("csv", "id,text\n1,A man.\n").empty());
    CHECK(texts_of("csv", "prompt\nA man.\n\n\nA dog.") == Texts{"A man.", "A dog."});

    // As spreadsheets write tables: capitals, rows of nothing, truth in capitals.
    const Document sheet =
        read("csv", "Model,Prompt,Prompt_Optimizer\nT2V-01,a,TRUE\n,,\nT2V-01,b,False\n,,\n");
    REQUIRE(sheet.prompts.size() == 2);
    CHECK(sheet.prompts[0].field("model")->value.text == "T2V-01");
    CHECK(sheet.prompts[0].field("prompt_optimizer")->value.text == "true");
    CHECK(sheet.prompts[1].field("prompt_optimizer")->value.text == "false");

    const std::string_view bytes =
        "model,prompt,duration,resolution,note\nT2V-01,A man.,6,768,x\n,B,ten,,y\n";
    const Document document = read("csv", bytes);
    CHECK(document.problems.empty());
    REQUIRE(document.prompts.size() == 2);
    const Prompt& first = document.prompts[0];
    CHECK(first.field("model")->value.text == "T2V-01");
    CHECK(to_int(first.field("duration")->value, 0) == 6);
    CHECK(first.field("resolution")->value.kind == ValueKind::string);
    CHECK(first.field("note") == nullptr);
    CHECK(document.prompts[1].field("model") == nullptr);
    CHECK(document.prompts[1].field("duration")->value.kind == ValueKind::string);
}

TEST_CASE("fenced code in Markdown") {
    struct Case {
        std::string_view page;
        Texts texts;
    };
    for (const auto& [page, texts] : std::vector<Case>{
             {"```prompt\na\nb\n```\n", {"a\nb"}},
             {"```prompt\r\na\r\nb\r\n```\r\n", {"a\nb"}},
             {"~~~ Hailuo x\na\n~~~", {"a"}},
             {"````camlint\na\n```\nb\n`````\n", {"a\n```\nb"}},
             {"```prompt\n", {""}},
             {"```prompt\na\n", {"a"}},
             {"   ```prompt\n   a\n    b\n  ```\n", {"a\n b"}},
             {"    ```prompt\n    a\n    ```\n", {}},
             {"```\na\n```\n```python\nb\n```\n", {}},
             {"``` prompt ` x\na\n```\n", {}},
             {"> ```prompt\n> a\n>b\n> ```\nc\n", {"a\nb"}},
             {"> ```prompt\n> a\nb\n", {"a"}},
             {"> > ```prompt\n> > a\n> > ```", {"a"}},
             {"- x\n  ```prompt\n  a\n\n   b\n  ```\n", {"a\n\n b"}},
             {"- ```prompt\n  a\n  ```\n- ```prompt\n  b\n  ```\n", {"a", "b"}},
             {"1. > ```prompt\n   > a\n   > ```\n", {"a"}},
             {"- x\n\n      ```prompt\n      a\n      ```\n", {}},
             {"- ```prompt\n  a\nb\n", {"a"}},
             {"\t```prompt\n\ta\n", {}},
             {"- x\n\n\t```prompt\n\ta\n\t```\n", {"a"}},
             {"```prompt\na\n  ```\nb", {"a"}},
             {"```prompt\na\n    ```\nb", {"a\n    ```\nb"}},
             {"```prompt\na\n``` x\nb", {"a\n``` x\nb"}},
             {"~~~prompt\n```\n~~~", {"```"}},
             {"```json\n{\"model\":\"T2V-01\",\"prompt\":\"a\"}\n```", {"a"}},
             {"```json\n{\"model\":\"gpt-5\",\"prompt\":\"a\"}\n```", {}},
             {"```json\n{\"prompt\":\"a\"}\n```", {}},
         }) {
        INFO(page);
        CHECK(texts_of("markdown", page) == texts);
    }
    const std::string_view page = "> ```prompt\n> A man\n> walks.\n> ```\n";
    const Document document = read("markdown", page);
    REQUIRE(document.prompts.size() == 1);
    CHECK(slice(page, document.prompts[0].map.to_host({2, 8})) == "man\n> wa");
    CHECK(slice(page, document.prompts[0].map.to_host({6, 11})) == "walks");
}

TEST_CASE("words of a shell script") {
    struct Case {
        std::string_view script;
        Texts words;
    };
    for (const auto& [script, words] : std::vector<Case>{
             {"curl -d x", {"curl", "-d", "x", ";"}},
             {"a 'b c' \"d e\" f\\ g", {"a", "b c", "d e", "f g", ";"}},
             {"a'b'\"c\"d", {"abcd", ";"}},
             {R"(a 'it'\''s')", {"a", "it's", ";"}},
             {R"(a "\"\\\$\`\n")", {"a", "\"\\$`\\n", ";"}},
             {"a \"b\\\nc\" d\\\ne", {"a", "bc", "d", "e", ";"}},
             {"a \\\n  b", {"a", "b", ";"}},
             {"a # b 'c\nd", {"a", ";", "d", ";"}},
             {"a#b", {"a#b", ";"}},
             {"a; b && c | d & (e)", {"a", ";", "b", ";", "c", ";", "d", ";", "e", ";"}},
             {R"(a "$b" '$c' d$e)", {"a", "$$b", "$c", "$d$e", ";"}},
             {R"(a $'b\'\n\u63a8\x41')", {"a", "b'\n推A", ";"}},
             {"a 'open", {"a", "open", ";"}},
             {"a > b 2>&1", {"a", "b", "2", ";", "1", ";"}},
             {"cat <<EOF\nit's 'text\nEOF\nb", {"cat", ";", "b", ";"}},
             {"cat <<\"E F\"\nit's\nE F\nb", {"cat", ";", "b", ";"}},
             {"jq <<< \"$x\"\nb", {"jq", "$$x", ";", "b", ";"}},
             {"jq <<<abc\nb", {"jq", "abc", ";", "b", ";"}},
             {"x=$((1<<y))\nb", {"x=$", ";", "b", ";"}},
             {"cat <<$X\nb\n\nc", {"cat", "$$X", ";", "b", ";", "c", ";"}},
             {"a x\r\nb", {"a", "x", ";", "b", ";"}},
             {"cat <<EOF\nthe end is missing", {"cat", ";", "the", "end", "is", "missing", ";"}},
             {"cat <<-EOF\nx\n\tEOF\nb", {"cat", ";", "b", ";"}},
             {"cat <<A <<B\n1\nA\n2\nB\nc", {"cat", ";", "c", ";"}},
         }) {
        INFO(script);
        CHECK(words_of(script) == words);
    }
}

TEST_CASE("what curl sends") {
    const auto texts = [](const std::string& arguments) {
        return texts_of("shell", "curl https://api.minimax.io/v1/video_generation " + arguments);
    };
    CHECK(texts(R"(-d '{"prompt":"a"}')") == Texts{"a"});
    CHECK(texts(R"(-d'{"prompt":"a"}')") == Texts{"a"});
    CHECK(texts(R"(-sSd '{"prompt":"a"}')") == Texts{"a"});
    CHECK(texts(R"(--data-raw "{\"prompt\":\"a\"}")") == Texts{"a"});
    CHECK(texts(R"(--json '{"prompt":"it'\''s"}')") == Texts{"it's"});
    CHECK(texts("-d @- <<'EOF'\n{\"prompt\":\"a\"}\nEOF\n") == Texts{"a"});
    CHECK(texts("-d @body.json").empty());
    CHECK(texts("-d'@body.json'").empty());
    CHECK(read("shell", "curl x/v1/video_generation -d'@body.json'").problems.empty());
    CHECK(texts("-d @- <<A <<B\n{\"prompt\":\"a\"}\nA\n{\"prompt\":\"b\"}\nB\n") == Texts{"b"});
    CHECK(texts_of("shell", "cat <<A; curl x/video_generation -d @- <<B\nx\nA\n{\"prompt\":\"b\"}\nB\n") ==
          Texts{"b"});
    CHECK(texts("-d @- <<A && curl x/video_generation -d '{\"prompt\":\"1\"}'\n{\"prompt\":\"2\"}\nA\n") ==
          Texts{"1", "2"});
    CHECK(texts(R"(-H 'X: -d' -o '{"prompt":"a"}')").empty());
    CHECK(texts_of("shell", R"(curl https://a.example -d '{"prompt":"a"}')").empty());
    CHECK(texts_of("shell", R"(curl "$URL" -d '{"model":"T2V-01","prompt":"a"}')") == Texts{"a"});
    CHECK(texts_of("shell", R"(echo '{"model":"T2V-01","prompt":"a"}')").empty());
    CHECK(read("shell", R"(curl x/v1/video_generation -d "{\"duration\": $N}")").problems.empty());
    CHECK(read("shell", R"(curl x/v1/video_generation -d '{"duration": }')").problems.size() == 1);

    // What the shell puts in is not known, the rest is.
    for (const std::string_view value : {"$N", "$1", "${N:-6}", "$(date +%s)", "`date`"}) {
        const std::string body =
            R"("{\"prompt\":\"a\",\"duration\":)" + std::string(value) + R"(,\"x\":\"$y\"}")";
        const std::string script = "curl x/v1/video_generation -d " + body;
        const Document document = read("shell", script);
        INFO(script);
        CHECK(document.problems.empty());
        REQUIRE(document.prompts.size() == 1);
        CHECK(document.prompts[0].field("duration")->value.text == value);
        CHECK(document.prompts[0].field("x")->value.text == "$y");
        CHECK(document.is_expanded(document.prompts[0].field("duration")->value.span));
        CHECK(!document.is_expanded(document.prompts[0].field("prompt")->value.span));
    }

    const auto provider = [](std::string_view url) {
        const std::string script =
            "curl -d '{\"prompt\":\"a\"}' " + std::string(url) + "/v1/video_generation";
        return std::string(read("shell", script).prompts.at(0).provider);
    };
    CHECK(provider("https://api.minimax.io") == "minimax");
    CHECK(provider("https://api.minimaxi.com") == "minimax-cn");
    CHECK(provider("https://api.minimax.cn") == "minimax-cn");
    CHECK(provider("https://api.gpt.ge/task/minimax") == "gpt.ge");
    CHECK(provider("https://api.minimax.io.example").empty());
    CHECK(provider("$BASE").empty());
}

TEST_CASE("nodes of a workflow") {
    CHECK(
        texts_of("json", R"({"nodes":[{"type":"MinimaxTextToVideoNode","widgets_values":["a","T2V-01",5,"x"]},
        {"type":"Note","widgets_values":["b"]},{"type":"MinimaxTextToVideoNode","widgets_values":[]}]})") ==
        Texts{"a"});
    CHECK(texts_of("json", R"({"1":{"class_type":"MinimaxTextToVideoNode","inputs":{"prompt_text":"a"}},
        "2":{"class_type":"MinimaxTextToVideoNode","inputs":{"prompt_text":["1",0]}}})") == Texts{"a"});
    CHECK(texts_of(
              "json",
              R"({"prompt":{"1":{"class_type":"MinimaxHailuoVideoNode","inputs":{"prompt_text":"a"}}}})") ==
          Texts{"a"});
    CHECK(texts_of("comfyui", R"({"prompt":"a"})").empty());
    CHECK(texts_of("comfyui", R"([{"type":"MinimaxHailuoVideoNode","widgets_values":"a"}])").empty());
    const Document hailuo = read(
        "comfyui", R"({"type":"MinimaxHailuoVideoNode","widgets_values":["a",5,"fixed",true,10,"768P"]})");
    const Prompt& prompt = hailuo.prompts.at(0);
    CHECK(prompt.field("model")->value.text == "MiniMax-Hailuo-02");
    CHECK(to_int(prompt.field("duration")->value, 0) == 10);
    CHECK(prompt.field("resolution")->value.text == "768P");
    CHECK(prompt.field("prompt_optimizer")->value.text == "true");
    CHECK(prompt.field("seed") == nullptr);
}

TEST_CASE("carriers that content gives away") {
    const auto name = [](std::string_view head) {
        return carrier_of({.file_name = "-", .head = head, .prompt_column = {}}).name;
    };
    CHECK(name("id,prompt\n1,a\n") == "csv");
    CHECK(name("prompt\tid\na\t1\n") == "csv");
    CHECK(name("prompt\na\n") == "text");
    CHECK(name("A man, a prompt, a dog\n") == "text");
    CHECK(name("A man, prompt") == "text");
    CHECK(name("# Page\n\n```prompt\na\n```\n") == "markdown");
    CHECK(name("#!/bin/sh\ncurl\n") == "shell");
    CHECK(name("#!/usr/bin/env bash\ncurl\n") == "shell");
    CHECK(name("#!/usr/bin/python3\n") == "text");
}

}  // namespace camlint::test
