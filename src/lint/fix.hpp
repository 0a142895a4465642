#pragma once
// Findings' fixes applied to the bytes that they were found in.

#include <span>
#include <string>
#include <string_view>

#include "diagnostic/diagnostic.hpp"

namespace camlint {

/// `bytes` with the first fix of each finding applied, where it is at least as safe as `least`. Of
/// fixes that touch each other the first by position wins; the others are for another pass.
[[nodiscard]] std::string apply_fixes(std::string_view bytes, std::span<const Diagnostic> findings,
                                      Safety least);

}  // namespace camlint
