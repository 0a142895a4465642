// Fixes as their hosts need them: escaped, quoted, in the style of what stands there.

#include "document/write.hpp"
#include "document/carriers.hpp"
#include "support/catch.hpp"
#include "support/lint.hpp"

namespace camlint::test {
namespace {

/// The document with the fixes of one rule applied.
std::string fixed(std::string_view carrier, std::string_view bytes, std::string_view rule) {
    std::vector<Diagnostic> found = lint(bytes, carrier);
    std::erase_if(found, [rule](const Diagnostic& d) { return d.rule->name != rule; });
    REQUIRE(found.size() == 1);
    return apply_fixes(bytes, found, Safety::unsafe);
}

std::string with_field(std::string_view carrier, std::string_view bytes) {
    const Document document =
        read_whole(*find_carrier(carrier), {.name = "test", .bytes = bytes, .origin = {}});
    const auto edit = add_field(document, document.prompts.at(0), bytes, "new", "false");
    return edit ? apply_edits(bytes, std::span(&*edit, 1)) : "nothing";
}

}  // namespace

TEST_CASE("a new field is written as those beside it") {
    CHECK(with_field("json", R"({"prompt":"a"})") == R"({"prompt":"a","new":false})");
    CHECK(with_field("json", R"({ "prompt": "a" })") == R"({ "prompt": "a", "new": false })");
    CHECK(with_field("json", R"({"model":"T2V-01", "prompt" : "a"})") ==
          R"({"model":"T2V-01", "prompt" : "a", "new" : false})");
    CHECK(with_field("json", "{\n  \"model\": \"T2V-01\",\n  \"prompt\": \"a\"\n}\n") ==
          "{\n  \"model\": \"T2V-01\",\n  \"prompt\": \"a\",\n  \"new\": false\n}\n");
    CHECK(with_field("prompt", "---\nmodel: T2V-01\n---\na") == "---\nmodel: T2V-01\nnew: false\n---\na");
    CHECK(with_field("prompt", "---\r\nmodel: x # y\r\n\r\n---\r\na") ==
          "---\r\nmodel: x # y\r\nnew: false\r\n\r\n---\r\na");
    CHECK(with_field("text", "a") == "nothing");
    CHECK(with_field("csv", "model,prompt\nT2V-01,a\n") == "nothing");
    CHECK(with_field("shell", R"(curl x/video_generation -d "{\"prompt\":\"a\"}")") ==
          R"(curl x/video_generation -d "{\"prompt\":\"a\","new":false}")");  // not enclosed yet
}

TEST_CASE("a cell gets the quotes that a fix makes necessary") {
    CHECK(fixed("csv", "id,prompt\n1,[Push in，Shake] x\n", "command-separator") ==
          "id,prompt\n1,\"[Push in,Shake] x\"\n");
    CHECK(fixed("csv", "id,prompt\n1,a \"b\" [Push in，Shake]\n", "command-separator") ==
          "id,prompt\n1,\"a \"\"b\"\" [Push in,Shake]\"\n");
    CHECK(fixed("csv", "id,prompt\n1,\"[Push in，Shake]\"\n", "command-separator") ==
          "id,prompt\n1,\"[Push in,Shake]\"\n");
    // A quote that is lost would pair with the new one.
    const std::string_view broken = "id,prompt\n1,\"a\n2,[Push in，Shake]\n";
    CHECK(fixed("csv", broken, "command-separator") == broken);
    CHECK(fixed("csv", "id,prompt\n1,[Psuh in]\n", "unknown-command") == "id,prompt\n1,[Push in]\n");
    CHECK(fixed("csv", "model,resolution,prompt\nT2V-01,720p,a\n", "unsupported-output") ==
          "model,resolution,prompt\nT2V-01,720P,a\n");
}

TEST_CASE("a shell's quotes stay whole") {
    const auto call = [](std::string_view body) {
        return "curl x/video_generation -d " + std::string(body) + "\n";
    };
    CHECK(fixed("shell", call(R"('{"prompt":"[Psuh in]","model":"T2V-01-Director"}')"), "unknown-command") ==
          call(R"('{"prompt":"[Push in]","model":"T2V-01-Director"}')"));
    CHECK(fixed("shell", call(R"("{\"prompt\":\"a\",\"model\":\"T2V-01\",\"resolution\":720}")"),
                "wrong-type") ==
          call(R"("{\"prompt\":\"a\",\"model\":\"T2V-01\",\"resolution\":\"720P\"}")"));
    CHECK(fixed("shell", call(R"("{\"prompt\":\"[Push in]\",\"model\":\"T2V-01-Director\"}")"),
                "optimizer-with-commands") ==
          call(R"("{\"prompt\":\"[Push in]\",\"model\":\"T2V-01-Director\",\"prompt_optimizer\":false}")"));
    const std::string value_apart =
        call(R"('{"prompt":"[Push in]","model":"T2V-01-Director","duration":'"6"'}')");
    CHECK(fixed("shell", value_apart, "optimizer-with-commands") == value_apart);
    CHECK(fixed("shell",
                call("\"{\\\"model\\\":\\\"T2V-01-Director\\\", \\\n\\\"prompt\\\":\\\"[Push in]\\\"}\""),
                "optimizer-with-commands") ==
          call("\"{\\\"model\\\":\\\"T2V-01-Director\\\", \\\n\\\"prompt\\\":\\\"[Push in]\\\", "
               "\\\"prompt_optimizer\\\":false}\""));
    // Between two kinds of quotes no fix can be written: it would have to move them.
    const std::string split = call(R"('{"prompt":"[Psu'"h in]\",\"model\":\"T2V-01-Director\"}")");
    CHECK(fixed("shell", split, "unknown-command") == split);
}

TEST_CASE("quotes of a shell around what is put in") {
    Document document;
    document.enclosures = {{.span = {5, 10}, .quoting = Quoting::single_quotes},
                           {.span = {12, 20}, .quoting = Quoting::double_quotes},
                           {.span = {20, 25}, .quoting = Quoting::bare_word},
                           {.span = {30, 35}, .quoting = Quoting::opaque}};
    const std::string bytes(40, 'x');
    const auto write = [&](Span span, std::string_view text) {
        const Edit edit{.span = span, .text = std::string(text)};
        const auto edits = enclose(document, bytes, std::span(&edit, 1));
        return edits ? edits->front().text : "nothing";
    };
    CHECK(write({0, 2}, "it's") == "it's");
    CHECK(write({5, 7}, "it's") == R"(it'\''s)");
    CHECK(write({13, 14}, R"("a" $b \)") == R"(\"a\" \$b \\)");
    CHECK(write({21, 22}, "a") == "a");
    CHECK(write({21, 22}, "a b") == "nothing");
    CHECK(write({31, 32}, "a") == "nothing");
    CHECK(write({8, 13}, "a") == "nothing");
    CHECK(write({2, 38}, "a") == "nothing");
}

}  // namespace camlint::test
