#include "support/lint.hpp"

#include <algorithm>

#include "lint/fix.hpp"
#include "lint/registry.hpp"

namespace camlint::test {
namespace {

std::vector<std::string> default_rules_and(std::string_view extra) {
    std::vector<std::string> names;
    for (const Rule* rule : all_rules()) {
        if (rule->severity != Severity::off || rule->name == extra) names.emplace_back(rule->name);
    }
    return names;
}

}  // namespace

Document bare_prompt(std::string_view text) {
    Document document;
    document.prompts.push_back({.text = text, .map = SourceMap(0), .anchor = {0, 0}, .fields = {}});
    return document;
}

std::vector<Diagnostic> lint(std::string_view bytes, std::string_view carrier, const Defaults& defaults) {
    const Linter linter({.selection = select_rules({}, {}), .defaults = defaults});
    const Source source{.name = "test", .bytes = bytes, .origin = {}};
    const Document document = read_whole(*find_carrier(carrier), source);
    std::vector<Diagnostic> found = linter.lint(source, document, 0);
    const FileFacts facts{.prompts = document.prompts.size(), .findings = count_findings(found)};
    std::ranges::move(linter.lint_file(facts), std::back_inserter(found));
    std::erase_if(found, [](const Diagnostic& finding) { return finding.suppression.has_value(); });
    return found;
}

std::vector<Diagnostic> lint_bare(std::string_view text, std::string_view rule, const Defaults& defaults) {
    const Linter linter({.selection = select_rules(default_rules_and(rule), {}), .defaults = defaults});
    return linter.lint({.name = "test", .bytes = text, .origin = {}}, bare_prompt(text), 0);
}

std::string apply_fixes(std::string_view bytes, std::span<const Diagnostic> findings, Safety least) {
    return apply_edits(bytes, choose_fixes(findings, least).edits);
}

std::multiset<std::string> rules_of(const std::vector<Diagnostic>& findings) {
    std::multiset<std::string> names;
    for (const Diagnostic& finding : findings) names.emplace(finding.rule->name);
    return names;
}

}  // namespace camlint::test
