#pragma once
// Which of the findings' fixes can be applied together.

#include <cstddef>
#include <span>
#include <vector>

#include "diagnostic/diagnostic.hpp"

namespace camlint {

/// The edits of fixes that do not touch each other, sorted, and how many findings they mend.
struct ChosenFixes {
    std::vector<Edit> edits;
    std::size_t findings = 0;
};

/// Takes the first fix of each finding that is at least as safe as `least`; suppressed findings are left
/// alone. Of fixes that touch each other the first by position wins; the others are for another pass.
/// Time grows with n log n.
[[nodiscard]] ChosenFixes choose_fixes(std::span<const Diagnostic> findings, Safety least);

}  // namespace camlint
