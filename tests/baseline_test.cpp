// Baselines: text to entries and back, and entries against findings that move.

#include <set>

#include <rapidcheck.h>

#include "lint/baseline.hpp"
#include "lint/registry.hpp"
#include "support/catch.hpp"
#include "support/lint.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

constexpr std::string_view now = "2026-06-15";

/// Lines of which some hold a mistake, often the same one.
std::vector<std::string> random_lines() {
    static const std::vector<std::string> lines{"A cat [Psuh in] sits.",
                                                "A cat [Psuh in] sits.",
                                                "A dog [Pan up, Whip pan].",
                                                "推 [Dolly in]",
                                                "Rain.",
                                                "",
                                                "[] [push in]",
                                                "A [SUBJECT] walks."};
    auto some = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(lines));
    some.emplace_back("Rain.");  // a file without a prompt has a finding of its own
    return some;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

Linter default_linter() { return Linter({.selection = select_rules({}, {}), .defaults = {}}); }

/// Entries for all findings in the text, as they come out of a written baseline.
ParsedBaseline baseline_of(const std::string& text, std::vector<BaselineEntry>& made, std::string& written) {
    FileBaseline file("a.txt", {}, now);
    std::vector<Diagnostic> findings = lint(text, "lines");
    file.adopt(findings, text);
    made = file.entries(default_linter());
    written = write_baseline(made);
    return parse_baseline({.name = "baseline", .bytes = written, .origin = {}});
}

std::vector<const BaselineEntry*> pointers(const std::vector<BaselineEntry>& entries) {
    std::vector<const BaselineEntry*> all;
    for (const BaselineEntry& entry : entries) all.push_back(&entry);
    return all;
}

/// The findings in the text that the entries do not silence.
std::vector<Diagnostic> left(const std::string& text, FileBaseline& file) {
    std::vector<Diagnostic> findings = lint(text, "lines");
    file.silence(findings, text);
    std::erase_if(findings, [](const Diagnostic& finding) { return finding.suppression.has_value(); });
    return findings;
}

}  // namespace

TEST_CASE("what was written is read again") {
    holds("entries survive", [] {
        std::vector<BaselineEntry> made;
        std::string written;
        const ParsedBaseline parsed = baseline_of(joined(random_lines()), made, written);
        RC_ASSERT(parsed.mistakes.empty());
        RC_ASSERT(parsed.entries.size() == made.size());
        RC_ASSERT(write_baseline(parsed.entries) == written);
    });
}

TEST_CASE("a baseline silences all that it was made of, wherever lines have moved") {
    holds("nothing is left", [] {
        std::vector<std::string> lines = random_lines();
        std::vector<BaselineEntry> made;
        std::string written;
        const ParsedBaseline parsed = baseline_of(joined(lines), made, written);
        const auto turn = *rc::gen::inRange<std::size_t>(0, lines.size() + 1);
        std::rotate(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(turn), lines.end());
        lines.insert(lines.begin(), *rc::gen::inRange<std::size_t>(0, 5), "Snow falls.");
        FileBaseline file("a.txt", pointers(parsed.entries), now);
        RC_ASSERT(left(joined(lines), file).empty());
        RC_ASSERT(file.unused(default_linter()).empty());
    });
}

TEST_CASE("one more of a mistake that is known is reported, and one less leaves an entry over") {
    holds("exactly one is left", [] {
        std::vector<std::string> lines = random_lines();
        const std::string mistake = "A hen [Whip pan] runs.";
        lines.push_back(mistake);
        std::vector<BaselineEntry> made;
        std::string written;
        const ParsedBaseline parsed = baseline_of(joined(lines), made, written);
        FileBaseline more("a.txt", pointers(parsed.entries), now);
        const auto place = *rc::gen::inRange<std::size_t>(0, lines.size() + 1);
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(place), mistake);
        const std::vector<Diagnostic> found = left(joined(lines), more);
        RC_ASSERT(rules_of(found) == std::multiset<std::string>{"unknown-command"});
        RC_ASSERT(more.unused(default_linter()).empty());

        std::erase(lines, mistake);
        FileBaseline less("a.txt", pointers(parsed.entries), now);
        RC_ASSERT(left(joined(lines), less).empty());
        RC_ASSERT(less.unused(default_linter()).size() == 1);
    });
}

TEST_CASE("an entry holds to the end of its last day") {
    const std::string text = "A cat [Psuh in] sits.\n";
    std::vector<BaselineEntry> made;
    std::string written;
    ParsedBaseline parsed = baseline_of(text, made, written);
    REQUIRE(parsed.entries.size() == 1);
    for (const auto& [until, holds_still] : {std::pair{"2026-06-16", true},
                                             {"2026-06-15", true},
                                             {"2026-06-14", false},
                                             {"1999-12-31", false}}) {
        INFO(until);
        parsed.entries[0].until = until;
        FileBaseline file("a.txt", pointers(parsed.entries), now);
        CHECK(left(text, file).empty() == holds_still);
        CHECK(file.unused(default_linter()).empty() == holds_still);
    }
}

TEST_CASE("entries of rules that do not run are kept in their place") {
    const std::string text = "A cat [Psuh in] sits [push in].\nA dog [Psuh in] sits.\n";
    std::vector<BaselineEntry> made;
    std::string written;
    const ParsedBaseline parsed = baseline_of(text, made, written);
    REQUIRE(parsed.entries.size() == 3);
    const std::vector<std::string> names{"unknown-command"};
    const Linter linter({.selection = select_rules(names, {}), .defaults = {}});
    FileBaseline file("a.txt", pointers(parsed.entries), now);
    const Source source{.name = "a.txt", .bytes = text, .origin = {}};
    std::vector<Diagnostic> findings = linter.lint(source, read_whole(*find_carrier("lines"), source), 0);
    file.adopt(findings, text);
    CHECK(write_baseline(file.entries(linter)) == written);
    CHECK(file.added() == 0);
    CHECK(file.unused(linter).empty());
}

}  // namespace camlint::test
