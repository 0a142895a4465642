#pragma once
// What a preview's page shows of a file, as JSON: the camera paths as `camlint timeline -f json` has them,
// the prompts' texts, and what the linter found in them. Opens nothing.

#include <string>
#include <vector>

#include "cli/fix_file.hpp"
#include "cli/lint_file.hpp"
#include "cli/project.hpp"

namespace camlint {

/// Prompts that a page shows at most: nobody looks at more, and the page would not open.
inline constexpr std::size_t most_filmed = 500;
/// Findings of one prompt that a page shows at most, and of what belongs to none.
inline constexpr std::size_t most_told = 1000;

struct PageData {
    std::string json;
    std::size_t prompts = 0;   ///< in the file
    std::size_t left_out = 0;  ///< prompts behind the first `most_filmed`
    std::size_t untold = 0;    ///< findings behind the first `most_told` of each prompt that is shown
    std::vector<std::string> problems;  ///< why not all of the file could be read
};

/// Reads and lints all of `input`, the target's content. Findings that are suppressed, in the document or by
/// `mark`, are left out. Messages are in every language; `language` is the one to begin with. Throws
/// UnreadableError.
[[nodiscard]] PageData page_data(const Target& target, Input& input, const Plan& plan, Language language,
                                 const Mark& mark);

}  // namespace camlint
