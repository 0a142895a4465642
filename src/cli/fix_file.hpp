#pragma once
// One file's fixes, applied until none is left to apply.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/lint_file.hpp"
#include "text/edit.hpp"

namespace camlint {

struct Fixed {
    std::string bytes;
    std::vector<Edit> edits;   ///< from what it was to `bytes`
    std::size_t findings = 0;  ///< that were mended
};

/// Passes over a file until a pass changes nothing. Throws WriteError if that is not so after 10 of them,
/// UnreadableError if it cannot be read.
[[nodiscard]] Fixed fix_bytes(const Target& target, std::string_view bytes, const ReadOptions& options,
                              const Linter& linter, Safety least);

}  // namespace camlint
