#pragma once
// Standard output.

#include <cstddef>
#include <string_view>

namespace camlint {

/// Writes to standard output. Throws Error.
void print(std::string_view text);

/// Makes sure that all of it has left. Throws Error.
void flush_output();

/// Writes to standard output at once, past what `print` holds. Throws Error; where nobody reads any more,
/// ends the process without a word, as SIGPIPE does.
void write_output(std::string_view text);

/// Cells of a line of standard output's terminal; 80 where it is none.
[[nodiscard]] std::size_t terminal_width();

/// Whether to write colours, by `--color` (auto, always, never), the terminal, NO_COLOR and TERM.
[[nodiscard]] bool use_color(std::string_view choice);

}  // namespace camlint
