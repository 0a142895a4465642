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

/// A finding that something outside the file suppresses, and where it has moved to by now.
struct Kept {
    const Rule* rule;
    Span span;  ///< in the file's bytes
    Suppression suppression;
};

struct Fixed {
    std::string bytes;
    std::vector<Edit> edits;   ///< from what it was to `bytes`
    std::vector<Kept> kept;    ///< in `bytes`, by position
    std::size_t findings = 0;  ///< that were mended
};

/// Marks findings as suppressed, document by document in the file's order: those are not fixed.
using Mark = std::function<void(std::vector<Diagnostic>& findings, const Source& source)>;

/// Suppresses nothing.
inline void mark_none(std::vector<Diagnostic>&, const Source&) {}

/// Suppresses what is kept. What stands around it may have been fixed, so it is known by its place.
[[nodiscard]] Mark mark_kept(std::vector<Kept> kept);

/// Passes over a file until a pass changes nothing. Throws WriteError if that is not so after 10 of them,
/// UnreadableError if it cannot be read. `mark` sees the file as it is.
[[nodiscard]] Fixed fix_bytes(const Target& target, std::string_view bytes, const ReadOptions& options,
                              const Linter& linter, Safety least, const Mark& mark);

}  // namespace camlint
