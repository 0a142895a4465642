#pragma once
// The names of rules that there once were. A name stays in this list for good, so that a configuration or a
// flag that still has it is told what to use instead.

#include <span>
#include <string>
#include <string_view>

namespace camlint {

struct RetiredRule {
    std::string_view name;
    std::string_view instead;  ///< the rule that took its place, empty if none did
};

[[nodiscard]] std::span<const RetiredRule> retired_rules();

/// "the rule 'a' is retired; use 'b'", empty if there never was such a rule.
[[nodiscard]] std::string retirement(std::string_view name,
                                     std::span<const RetiredRule> among = retired_rules());

}  // namespace camlint
