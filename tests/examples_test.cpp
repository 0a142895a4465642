// A rule's own examples: bad fires exactly this rule, good is silent, fixed is what its fixes give.

#include "lint/registry.hpp"
#include "support/catch.hpp"
#include "support/lint.hpp"

namespace camlint::test {
namespace {

std::vector<Diagnostic> lint_for(const Rule& rule, const std::string& text, std::string_view carrier) {
    // A rule that is off by default is switched on by its own name; plain text needs no reader.
    return rule.severity == Severity::off ? lint_bare(text, rule.name) : lint(text, carrier);
}

void check_example(const Rule& rule, const Example& example) {
    const std::string bad = expand(example.bad);
    const std::vector<Diagnostic> found = lint_for(rule, bad, example.carrier);
    CHECK(rules_of(found) == std::multiset<std::string>{std::string(rule.name)});
    CHECK(lint_for(rule, expand(example.good), example.carrier).empty());

    const std::string fixed = apply_fixes(bad, found, Safety::unsafe);
    CHECK(fixed == (example.fixed.empty() ? bad : expand(example.fixed)));
    if (example.fixed.empty()) return;
    const std::vector<Diagnostic> left = lint_for(rule, fixed, example.carrier);
    CHECK(left.empty());
    CHECK(apply_fixes(fixed, left, Safety::unsafe) == fixed);
}

}  // namespace

TEST_CASE("examples of rules hold") {
    for (const Rule* rule : all_rules()) {
        INFO(rule->name);
        REQUIRE(!rule->examples[0].bad.empty());
        for (const Example& example : rule->examples) {
            if (!example.bad.empty()) check_example(*rule, example);
        }
    }
}

TEST_CASE("a fix is as safe as its rule says, and a rule with fixes shows one") {
    for (const Rule* rule : all_rules()) {
        INFO(rule->name);
        CHECK((rule->fix != Safety::none) == !rule->examples[0].fixed.empty());
        for (const Example& example : rule->examples) {
            if (example.bad.empty()) continue;
            for (const Diagnostic& finding : lint_for(*rule, expand(example.bad), example.carrier)) {
                for (const Fix& fix : finding.fixes) CHECK(fix.safety <= rule->fix);
            }
        }
    }
}

TEST_CASE("rules are documented") {
    for (const Rule* rule : all_rules()) {
        INFO(rule->name);
        CHECK(!rule->summary.en.empty());
        CHECK(!rule->why.en.empty());
        CHECK(!rule->basis.source.en.empty());
        CHECK(rule->summary.en.back() != '.');
        CHECK(rule->why.en.back() == '.');
    }
}

}  // namespace camlint::test
