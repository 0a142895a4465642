#pragma once
// JSON that is still being written: the text as it would be once its strings and brackets are closed behind
// the cursor. Guesses no values, and never looks at what a string says but for the camera's brackets.

#include <optional>
#include <string>
#include <string_view>

namespace camlint {

// Up to `at` nothing changes, so that places there stay what they are. A camera bracket that closes behind
// `at` stays too; of the rest of the line nothing does. Nothing where no string is open at `at`.

/// The line of `at` closed, for a record of a line; the other lines are as they were.
[[nodiscard]] std::optional<std::string> close_line(std::string_view text, std::size_t at);

/// The text closed; no line behind `at` is left.
[[nodiscard]] std::optional<std::string> close_text(std::string_view text, std::size_t at);

}  // namespace camlint
