#pragma once
// One file through the linter: reads it by its carrier and hands every finding on as it is made.

#include <functional>
#include <string>

#include "cli/read_file.hpp"
#include "lint/engine.hpp"

namespace camlint {

/// Takes the findings of one document, with the source that their spans count in; it may change them.
using Sink = std::function<void(std::vector<Diagnostic>& findings, const Source& source)>;

/// A file to lint: where it is, what it is called in reports, and whether the user named it.
struct Target {
    std::string path;
    std::string name;
    bool is_named = true;

    /// Where it counts as being: standard input under its name.
    [[nodiscard]] const std::string& place() const { return path == "-" ? name : path; }
};

/// Lints all of `input`, the target's content, a file of lines by as many as `jobs` threads. Gives what was
/// read; throws UnreadableError when it cannot be read.
FileFacts lint_file(const Target& target, Input& input, const ReadOptions& options, const Linter& linter,
                    Workbench& bench, const Sink& sink, int jobs = 1);

}  // namespace camlint
