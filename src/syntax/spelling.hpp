#pragma once
// How a label that names a command differs from the command's own spelling.

#include <string_view>
#include <vector>

#include "text/edit.hpp"

namespace camlint {

/// Edits that turn a label into its command, apart by kind; offsets count from `base`.
struct Spelling {
    std::vector<Edit> letters;  ///< letter case and full-width forms
    std::vector<Edit> gaps;     ///< white space, hyphens, underscores
};

/// `label` and `command` must have the same folded key.
[[nodiscard]] Spelling compare_spelling(std::string_view label, std::string_view command, std::size_t base);

}  // namespace camlint
