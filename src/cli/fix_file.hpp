#pragma once
// One file's fixes, applied until none is left to apply.

#include <cstddef>
#include <functional>
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

/// Marks findings as suppressed: those are not fixed. One for each pass, which sees them in the file's order.
using Mark = std::function<void(std::vector<Diagnostic>& findings, const Source& source)>;
using StartPass = std::function<Mark()>;

/// Suppresses nothing.
[[nodiscard]] inline Mark no_marks() {
    return [](auto&, const Source&) {};
}

/// Passes over a file until a pass changes nothing. Throws WriteError if that is not so after 10 of them,
/// UnreadableError if it cannot be read.
[[nodiscard]] Fixed fix_bytes(const Target& target, std::string_view bytes, const ReadOptions& options,
                              const Linter& linter, Safety least, const StartPass& start);

}  // namespace camlint
