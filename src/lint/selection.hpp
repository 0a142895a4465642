#pragma once
// Which rules run, and how much the findings of each weigh.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostic/rule.hpp"

namespace camlint {

/// The name that means every rule.
inline constexpr std::string_view everything = "all";

struct Enabled {
    const Rule* rule;
    Severity severity;
};

/// The enabled rules, apart by what they look at.
struct Selection {
    std::vector<Enabled> on_file;
    std::vector<Enabled> on_document;
    std::vector<Enabled> on_request;
    std::vector<Enabled> on_prompt;
    std::vector<Enabled> on_directive;
    std::vector<Enabled> on_step;
    std::vector<Enabled> on_label;
    std::vector<Enabled> on_unused;
    std::vector<const Rule*> running;  ///< all of them, in the order of their names

    /// Whether all rules run that the name means, those aside that are off unless named themselves.
    [[nodiscard]] bool runs(std::string_view name) const;
};

/// Those of the rules that are about spelling alone, which is what 'camlint format' mends.
[[nodiscard]] Selection spelling_rules(const Selection& selection);

/// Whether a name means the rule: its own, its category's if it is on by default, or "all".
[[nodiscard]] bool names(std::string_view name, const Rule& rule);

/// What one place says of rules: the command line, a configuration, one of its overrides. A name is a rule, a
/// category, or "all".
struct RuleLayer {
    std::vector<std::string> select;  ///< what runs, and nothing else; empty to leave it as it is
    std::vector<std::string> ignore;
    std::vector<std::pair<std::string, Severity>> severities;  ///< of rules; more exact than the two above
};

/// What came of a rule, and what said so.
struct Ruling {
    enum class By : std::uint8_t { standard, select, ignore, severity };

    Severity severity = Severity::off;
    std::size_t layer = 0;  ///< the last one that said something
    By by = By::standard;
};

/// The word of later layers counts. A rule that is off by default runs as info when it is selected by its
/// own name or by "all"; one that a layer gives a severity to runs, and keeps it when a later layer selects.
[[nodiscard]] Ruling rule_on(const Rule& rule, std::span<const RuleLayer> layers);

/// The rules to run.
[[nodiscard]] Selection select_rules(std::span<const RuleLayer> layers);

/// With one layer without severities.
[[nodiscard]] Selection select_rules(std::span<const std::string> selected,
                                     std::span<const std::string> ignored);

/// A name that is no rule, no category and not "all".
struct UnknownName {
    std::string name;
    std::string_view suggestion;  ///< the nearest name, empty if none is near
};

/// Those of `given` that select nothing.
[[nodiscard]] std::vector<UnknownName> unknown_names(std::span<const std::string> given);

/// The names of all rules; with "all" and the categories, all that selects something.
[[nodiscard]] std::vector<std::string_view> rule_names();
[[nodiscard]] std::vector<std::string_view> selector_names();

}  // namespace camlint
