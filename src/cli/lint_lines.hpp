#pragma once
// The lines of one input through the linter by several threads: they take lines in turns, lint them side by
// side, and hand on what they found in the order of the file. What comes out is what one thread would give.

#include <span>

#include "cli/lint_file.hpp"

namespace camlint {

/// Lints all of `input` by one thread for each of `readers`, which read one line at a time; adds to `facts`
/// what was read. `sink` is called by one thread at a time. Throws UnreadableError when the input cannot be
/// read; what was read before is linted.
void lint_lines(Input& input, const std::string& name, std::span<const Reader> readers, const Linter& linter,
                const Sink& sink, FileFacts& facts);

}  // namespace camlint
