#pragma once
// Bytes of a prompt to its tree. Cannot fail, takes linear time, never looks a name up.

#include <string_view>

#include "syntax/tree.hpp"

namespace camlint {

/// The tree keeps a view of `text`.
[[nodiscard]] Tree parse(std::string_view text);

/// The same, in place of what `tree` held.
void parse(std::string_view text, Tree& tree);

/// The number of problems that PEGTL's own analysis finds in the grammar: 0.
[[nodiscard]] std::size_t analyze_prompt_grammar();

}  // namespace camlint
