// A configuration's text with one more term.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/add_term.hpp"
#include "support/catch.hpp"

namespace camlint::test {
namespace {

std::string added(std::string_view bytes, std::string_view term,
                  const std::vector<std::string>& inherited = {}) {
    const std::optional<Edit> edit = add_term(bytes, term, inherited);
    return edit ? apply_edits(bytes, std::span(&*edit, 1)) : "nothing";
}

}  // namespace

TEST_CASE("a term goes into the list that is there") {
    CHECK(added("terms = [\"Whip pan\"]\n", "Rack focus") == "terms = [\"Rack focus\", \"Whip pan\"]\n");
    CHECK(added("model = \"x\"\nterms = []  # ours\n", "甩镜头") ==
          "model = \"x\"\nterms = [\"甩镜头\"]  # ours\n");
    CHECK(added("terms = [\n    # ours\n    'Whip pan',\n]\n", "Dutch") ==
          "terms = [\n    # ours\n    \"Dutch\",\n    'Whip pan',\n]\n");
    CHECK(added("\"推\" = 1\nterms = []\n", "a") == "nothing");  // a mistake in the configuration
}

TEST_CASE("without a list it becomes a key above the tables") {
    CHECK(added("", "Whip pan") == "terms = [\"Whip pan\"]\n");
    CHECK(added("# ours", "Whip pan") == "# ours\nterms = [\"Whip pan\"]\n");
    CHECK(added("# ours\n\n[rules]\ncommand-case = \"off\"\n", "Whip pan") ==
          "# ours\n\nterms = [\"Whip pan\"]\n[rules]\ncommand-case = \"off\"\n");
    CHECK(added("\xEF\xBB\xBFmodel = \"MiniMax-Hailuo-02\"\n", "a b") ==
          "\xEF\xBB\xBFterms = [\"a b\"]\nmodel = \"MiniMax-Hailuo-02\"\n");
    CHECK(added("extends = \"base.toml\"\n", "b", {"a"}) ==
          "terms = [\"b\", \"a\"]\nextends = \"base.toml\"\n");
}

TEST_CASE("a term is written so that it is read again") {
    CHECK(added("", "say \"go\" \\ now") == "terms = [\"say \\\"go\\\" \\\\ now\"]\n");
    CHECK(added("", "a]") == "nothing");  // no label holds a bracket
    CHECK(added("terms = [\"a\"\n", "b") == "nothing");
    CHECK(added("terms = \"a\"\n", "b") == "nothing");
}

}  // namespace camlint::test
