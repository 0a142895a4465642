#pragma once
// Text broken into lines by display width, for English and Chinese alike. Never breaks inside a word, and
// never where Chinese typesetting does not: before closing punctuation or behind an opening bracket.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace camlint {

/// The lines of `text`, each at most `widest` cells wide unless a single word is wider. Lines end at blanks,
/// which are left out, and between wide characters. One line at least.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t widest);

}  // namespace camlint
