#pragma once
// What a finding is recognised by when lines have moved.

#include <string>
#include <string_view>

#include "diagnostic/diagnostic.hpp"

namespace camlint {

/// 16 hex digits from the rule, the offending text and up to 24 bytes on each side of it on its
/// lines; never from line numbers or offsets. FNV-1a, 64 bits.
[[nodiscard]] std::string fingerprint(const Diagnostic& finding, std::string_view bytes);

}  // namespace camlint
