#pragma once
// Near matches by edit distance: what a misspelt word was probably meant to be.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace camlint {

/// Damerau distance (optimal string alignment) of two texts in code points: insertions, deletions,
/// substitutions and swaps of neighbours count one each. Gives `limit + 1` for anything above it.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// How many edits an English term of so many letters may differ by: 0 up to 5, 1 up to 9, then 2.
/// Short words have too many neighbours that mean something else (Snake and Shape beside Shake).
[[nodiscard]] constexpr std::size_t edit_limit(std::size_t letters) {
    if (letters <= 5) return 0;
    return letters <= 9 ? 1 : 2;
}

/// The same for a Chinese term, whose characters are words: 1 from 4 characters on.
[[nodiscard]] constexpr std::size_t edit_limit_chinese(std::size_t characters) {
    return characters >= 4 ? 1 : 0;
}

/// The candidate nearest to `name` within max(1, a third of its length) edits, letter case aside; a
/// beginning of three letters or more counts as one edit. Empty if there is none. For names that a user chose
/// from a list (rules, models, fields).
[[nodiscard]] std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

/// "; did you mean 'X'?", to end a message with; nothing where there is no suggestion.
[[nodiscard]] std::string did_you_mean(std::string_view suggestion);

}  // namespace camlint
