#include "lint/waive.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

namespace camlint {
namespace {

/// The waivers that cover the same bytes. Of two for one name the first counts.
struct Scope {
    Span covers;
    std::unordered_map<std::string_view, std::size_t> by_name;
};

class Waivers {
public:
    explicit Waivers(std::span<const Waiver> all) : all_(all), used_(all.size()) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (scopes_.empty() || scopes_.back().covers != all[i].covers) {
                scopes_.push_back({.covers = all[i].covers, .by_name = {}});
            }
            scopes_.back().by_name.try_emplace(all[i].rule, i);
        }
    }

    [[nodiscard]] bool is_used(std::size_t waiver) const { return used_[waiver]; }

    void silence(Diagnostic& finding, std::size_t place) {
        const auto begins_before = [place](const Scope& scope) { return scope.covers.begin <= place; };
        const auto next = std::ranges::partition_point(scopes_, begins_before);
        if (next == scopes_.begin()) return;
        const Scope& scope = *std::prev(next);
        if (place > scope.covers.end) return;
        const Rule& rule = *finding.rule;
        for (const std::string_view name : std::array{rule.name, name_of(rule.category), everything}) {
            const auto row = scope.by_name.find(name);
            if (row == scope.by_name.end() || !names(name, rule)) continue;
            used_[row->second] = true;
            finding.suppression = Suppression{.kind = Suppression::Kind::in_source,
                                              .reason = std::string(all_[row->second].reason)};
            return;
        }
    }

private:
    std::span<const Waiver> all_;
    std::vector<bool> used_;
    std::vector<Scope> scopes_;  ///< in the order of the file, without overlap
};

/// What is to be said of a waiver that silenced nothing; nothing where that cannot be judged.
std::optional<Unused> judge(const Waiver& waiver, const Selection& selection) {
    Unused unused{.why = Unused::Why::silences_nothing,
                  .span = waiver.span,
                  .name = waiver.rule,
                  .whole = waiver.whole};
    if (waiver.rule.empty()) {
        unused.why = Unused::Why::names_nothing;
        return unused;
    }
    const std::array given{std::string(waiver.rule)};
    const std::vector<UnknownName> unknown = unknown_names(given);
    if (!unknown.empty()) {
        unused.why = Unused::Why::names_no_rule;
        unused.near = unknown[0].suggestion;
        return unused;
    }
    if (!selection.runs(waiver.rule)) return std::nullopt;
    if (waiver.covers.empty()) unused.why = Unused::Why::covers_nothing;
    return unused;
}

/// Whether all of what it covers could be read: only then it is known that it silences nothing.
bool covers_what_was_read(const Waiver& waiver, std::span<const std::size_t> problems) {
    const auto next = std::ranges::lower_bound(problems, waiver.covers.begin);
    return waiver.covers.empty() || next == problems.end() || *next >= waiver.covers.end;
}

bool names_any(std::string_view name, std::span<const Enabled> rules) {
    return std::ranges::any_of(rules, [&](const Enabled& enabled) { return names(name, *enabled.rule); });
}

}  // namespace

void apply_waivers(const Document& document, const Selection& selection, std::vector<Diagnostic>& found,
                   std::size_t first_prompt) {
    const std::span<const Waiver> all = document.waivers;
    if (all.empty()) return;
    Waivers waivers(all);
    for (Diagnostic& finding : found) waivers.silence(finding, finding.span.begin);
    if (selection.on_unused.empty()) return;
    std::vector<std::size_t> problems;
    for (const Problem& problem : document.problems) problems.push_back(problem.span.begin);
    std::ranges::sort(problems);

    // Those that could silence what is said of others come last, when it is known whether they did.
    // Nothing silences what is said of them, or two of them could keep each other.
    Findings findings(found, first_prompt);
    for (const bool last : {false, true}) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (names_any(all[i].rule, selection.on_unused) != last || waivers.is_used(i)) continue;
            if (!covers_what_was_read(all[i], problems)) continue;
            const std::optional<Unused> unused = judge(all[i], selection);
            if (!unused) continue;
            const std::size_t known = found.size();
            for (const Enabled& enabled : selection.on_unused) {
                findings.set_rule(*enabled.rule, enabled.severity);
                enabled.rule->on_unused(*unused, findings);
            }
            if (last) continue;
            for (std::size_t k = known; k < found.size(); ++k) {
                waivers.silence(found[k], all[i].covers.begin);
            }
        }
    }
}

}  // namespace camlint
