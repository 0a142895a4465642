#pragma once
// All rules, in the order of their names. The list itself is generated from the files in rules/.

#include <span>
#include <string_view>

#include "diagnostic/rule.hpp"

namespace camlint {

[[nodiscard]] std::span<const Rule* const> all_rules();

/// Null if there is no such rule.
[[nodiscard]] const Rule* find_rule(std::string_view name);

}  // namespace camlint
