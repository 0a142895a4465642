#pragma once
// What is made from the outline of the command line: completions, one function a shell, and the manual.
// Text for other programs to read: everything is quoted as they want it.

#include <string>
#include <string_view>

#include "cli/outline.hpp"

namespace camlint {

[[nodiscard]] std::string bash_script(const CommandOutline& program);
[[nodiscard]] std::string zsh_script(const CommandOutline& program);
[[nodiscard]] std::string fish_script(const CommandOutline& program);

/// A page in the macros of man(7), with a date as "2026-01-31".
[[nodiscard]] std::string manual(const CommandOutline& program, std::string_view date);

/// A copy of `text` with `escape` before every byte that is in `special`.
[[nodiscard]] std::string escaped(std::string_view text, std::string_view special,
                                  std::string_view escape = "\\");

/// One word for a POSIX-like shell: 'it'\''s'.
[[nodiscard]] std::string single_quoted(std::string_view text);

}  // namespace camlint
