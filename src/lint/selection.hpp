#pragma once
// Which rules run, and how much the findings of each weigh.

#include <span>
#include <string>
#include <string_view>
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

/// A name that is no rule, no category and not "all".
struct UnknownName {
    std::string name;
    std::string_view suggestion;  ///< the nearest name, empty if none is near
};

/// Those of `given` that select nothing.
[[nodiscard]] std::vector<UnknownName> unknown_names(std::span<const std::string> given);

/// The rules to run: those that `selected` names (all that are on by default where it is empty) but
/// for those that `ignored` names. A name is a rule, a category, or "all". A rule that is off by
/// default runs as info when it is selected by its own name or by "all".
[[nodiscard]] Selection select_rules(std::span<const std::string> selected,
                                     std::span<const std::string> ignored);

}  // namespace camlint
