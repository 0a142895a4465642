#pragma once
// Text for XML 1.0. Whatever the input holds, the document stays well-formed.

#include <string>
#include <string_view>

namespace camlint {

/// For an attribute's value or for content: markup and what is disruptive as references; what XML
/// forbids (most of C0, U+FFFE, U+FFFF) and what is not UTF-8 as U+FFFD.
[[nodiscard]] std::string xml(std::string_view text);

}  // namespace camlint
