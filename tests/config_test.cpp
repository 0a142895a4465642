// What layers make of a rule, and what is said of names that are retired.

#include <array>

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
