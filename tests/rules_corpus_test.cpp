// corpus/rules/<rule>/*.cases: what each rule fires on, where, and what its fixes give. The format is
// told in corpus/README.md.

#include "lint/registry.hpp"
#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/lint.hpp"

namespace camlint::test {
namespace {

std::string show(const std::vector<Diagnostic>& findings, const std::string& text) {
    std::string out;
    for (const Diagnostic& finding : findings) {
        out += std::string(finding.rule->name) + " «" + std::string(slice(text, finding.span)) + "» at " +
               std::to_string(finding.span.begin) + "\n";
    }
    return out;
}

/// A rule's findings weigh what the rule says, and its fixes are as safe as it says; a guess, at the command
/// that is nearest to a synonym or the rule that a misspelt name means, is unsafe.
void check_fixes(const Rule& rule, const Case& test, const std::vector<Diagnostic>& findings) {
    const Severity usual = rule.severity == Severity::off ? Severity::info : rule.severity;
    for (const Diagnostic& finding : findings) {
        CHECK(name_of(finding.severity) == (test.severity.empty() ? name_of(usual) : test.severity));
        CHECK(!finding.message.empty());
        for (const Fix& fix : finding.fixes) {
            const std::string message = finding.message.in(Language::english);
            const bool guess = message.find("the nearest is") != std::string::npos ||
                               message.find("did you mean") != std::string::npos;
            CHECK(fix.safety == (guess ? Safety::unsafe : rule.fix));
        }
    }
}

/// What each further fix of the only finding gives.
void check_alternatives(const Case& test, const std::string& text, const std::vector<Diagnostic>& own) {
    if (test.alternatives.empty()) return;
    REQUIRE(own.size() == 1);
    std::vector<std::string> given;
    for (std::size_t i = 1; i < own[0].fixes.size(); ++i)
        given.push_back(apply_edits(text, own[0].fixes[i].edits));
    CHECK(given == test.alternatives);
}

void run(const Case& test, const std::string& rule, const std::string& file) {
    std::vector<Span> expected;
    const std::string text = take_markers(test.text, expected);
    const std::vector<Diagnostic> findings = lint_case(text, rule, test);
    INFO(file << ":" << test.line << ": " << (text.size() < 400 ? text : "(long)") << "\nfound:\n"
              << (text.size() < 400 ? show(findings, text) : ""));

    std::vector<Diagnostic> own;
    std::set<std::string> others;
    for (const Diagnostic& finding : findings) {
        if (finding.rule->name == rule) {
            own.push_back(finding);
        } else {
            others.emplace(finding.rule->name);
        }
    }
    std::vector<Span> spans;
    for (const Diagnostic& finding : own) spans.push_back(finding.span);
    CHECK(test.bad == !expected.empty());
    CHECK(spans == expected);
    CHECK(others == test.also);
    if (!test.bad) return;
    CHECK(test.has_fixed != test.no_fix);
    const std::string fixed = apply_fixes(text, own, Safety::unsafe);
    CHECK(fixed == (test.no_fix ? text : test.fixed));
    check_alternatives(test, text, own);
    const bool offers = std::any_of(own.begin(), own.end(), [](const auto& d) { return !d.fixes.empty(); });
    CHECK(offers == test.has_fixed);
    check_fixes(*find_rule(rule), test, own);

    // What is mended stays mended, and shows nothing that was not there.
    std::set<std::string> left;
    for (const Diagnostic& finding : lint_case(fixed, rule, test)) left.emplace(finding.rule->name);
    if (test.has_fixed) CHECK(std::includes(others.begin(), others.end(), left.begin(), left.end()));
}

}  // namespace

TEST_CASE("rules do what their corpus says") {
    for (const Rule* rule : all_rules()) {
        const std::string name(rule->name);
        const auto folder = corpus() / "rules" / name;
        INFO(name);
        REQUIRE(std::filesystem::is_directory(folder));
        for (const auto& path : files_below(folder)) {
            for (const Case& test : read_cases(path)) run(test, name, name + "/" + path.filename().string());
        }
    }
}

TEST_CASE("every folder of the corpus belongs to a rule") {
    for (const auto& entry : std::filesystem::directory_iterator(corpus() / "rules")) {
        INFO(entry.path());
        CHECK(find_rule(entry.path().filename().string()) != nullptr);
    }
}

}  // namespace camlint::test
