// What layers make of a rule, and what is said of names that are retired.

#include <array>
#include <random>

#include "config/configuration.hpp"
#include "lint/registry.hpp"
#include "lint/retired.hpp"
#include "lint/selection.hpp"
#include "support/catch.hpp"

using namespace camlint;

TEST_CASE("a retired rule is told with what took its place") {
    constexpr std::array rows{RetiredRule{"old-rule", "new-rule"}, RetiredRule{"gone-rule", ""}};
    CHECK(retirement("old-rule", rows) == "the rule 'old-rule' is retired; use 'new-rule'");
    CHECK(retirement("gone-rule", rows) == "the rule 'gone-rule' is retired; take it out");
    CHECK(retirement("new-rule", rows).empty());
}

TEST_CASE("no rule has the name of a retired one, and what took its place is a rule") {
    for (const RetiredRule& row : retired_rules()) {
        CHECK(find_rule(row.name) == nullptr);
        CHECK((row.instead.empty() || find_rule(row.instead) != nullptr));
    }
}

TEST_CASE("the word of later layers counts") {
    const Rule& spelling = *find_rule("command-case");       // info
    const Rule& bracket = *find_rule("non-camera-bracket");  // off
    const RuleLayer loud{.select = {}, .ignore = {}, .severities = {{"command-case", Severity::error}}};
    const RuleLayer quiet{.select = {}, .ignore = {"style"}, .severities = {}};
    const RuleLayer all{.select = {"all"}, .ignore = {}, .severities = {}};
    const RuleLayer style{.select = {"style"}, .ignore = {}, .severities = {}};
    const RuleLayer other{.select = {"syntax"}, .ignore = {}, .severities = {}};
    const auto weigh = [](const Rule& rule, std::vector<RuleLayer> layers) {
        return rule_on(rule, layers).severity;
    };
    CHECK(weigh(spelling, {}) == Severity::info);
    CHECK(weigh(bracket, {}) == Severity::off);
    CHECK(weigh(bracket, {all}) == Severity::info);
    CHECK(weigh(bracket, {style}) == Severity::off);
    CHECK(weigh(spelling, {loud}) == Severity::error);
    CHECK(weigh(spelling, {loud, quiet}) == Severity::off);
    CHECK(weigh(spelling, {quiet, loud}) == Severity::error);
    CHECK(weigh(spelling, {loud, quiet, style}) == Severity::error);
    CHECK(weigh(spelling, {loud, other}) == Severity::off);
    CHECK(weigh(spelling, {other, loud}) == Severity::error);
    CHECK(rule_on(spelling, std::array{loud, quiet}).layer == 1);
    CHECK(rule_on(spelling, std::array{loud, other}).by == Ruling::By::select);
    CHECK(rule_on(spelling, std::array{loud}).by == Ruling::By::severity);
    CHECK(rule_on(spelling, {}).by == Ruling::By::standard);
}

TEST_CASE("any text is a configuration or has a mistake with a place") {
    constexpr std::array<std::string_view, 42> parts{"[",
                                                     "]",
                                                     "[[",
                                                     "]]",
                                                     "{",
                                                     "}",
                                                     "=",
                                                     ",",
                                                     ".",
                                                     "\"",
                                                     "\"\"\"",
                                                     "'",
                                                     "'''",
                                                     "#",
                                                     "\n",
                                                     "\r",
                                                     " ",
                                                     "a",
                                                     "1",
                                                     "0x",
                                                     "1e",
                                                     "-",
                                                     "+",
                                                     "inf",
                                                     "tru",
                                                     "false",
                                                     "1979-05-27",
                                                     "T07:32:00",
                                                     "\\",
                                                     "\\u12",
                                                     "推",
                                                     "\xEF\xBB\xBF",
                                                     "\xFF",
                                                     "select",
                                                     "[rules]\n",
                                                     "[[overrides]]\n",
                                                     "files = []\n",
                                                     "a.b = ",
                                                     "model = \"a\"\n",
                                                     "duration = 6\n",
                                                     "terms = [\"a\"]\n",
                                                     "x\n"};
    std::mt19937 random(7);
    std::size_t fine = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (std::size_t left = random() % 10; left > 0; --left) text += parts[random() % parts.size()];
        std::vector<Mistake> mistakes;
        const auto root = read_configuration(text, "x.toml", mistakes);
        INFO(text);
        REQUIRE(root.has_value() == mistakes.empty());
        for (const Mistake& mistake : mistakes) {
            REQUIRE(mistake.place.line > 0);
            REQUIRE(mistake.place.column > 0);
        }
        if (root) ++fine;
    }
    CHECK(fine > 100);
}
