#pragma once
// The baseline of a run: read before the first file, asked for each file by the threads that lint them,
// judged or written behind the last. What an entry means is for lint/baseline.hpp.

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/flags.hpp"
#include "lint/baseline.hpp"

namespace camlint {

class BaselineFile {
public:
    /// Reads the baseline at `path`. One that is to be written need not be there. Throws Error, which says
    /// where a mistake is.
    BaselineFile(const std::string& path, bool writes);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] bool writes() const { return writes_; }
    [[nodiscard]] Source source() const { return {.name = path_, .bytes = bytes_, .origin = {}}; }

    /// The entries of a file that is about to be linted. Thread-safe.
    [[nodiscard]] FileBaseline open(const std::string& path);

    /// Marks the findings that the baseline silences: where it is to be written, all.
    void apply(FileBaseline& file, std::vector<Diagnostic>& findings, const Source& source) const;

    /// Takes what became of the entries of a file that was linted to its end. Thread-safe.
    void close(const FileBaseline& file, const Linter& linter);

    /// Findings about the entries that silenced nothing, of files that were linted or are no more and of
    /// rules that the linter runs.
    [[nodiscard]] std::vector<Diagnostic> unused(const Linter& linter) const;

    /// Writes the baseline anew and says so on standard error. Throws Error; then the file is as it was.
    void write() const;

private:
    /// What the baseline says of a file.
    struct Part {
        std::vector<const BaselineEntry*> entries;
        bool is_opened = false;
        bool is_closed = false;
    };

    [[nodiscard]] std::string name_of(const std::string& path) const;
    [[nodiscard]] bool is_gone(const std::string& file) const;

    std::string path_;
    bool writes_;
    std::string folder_;  ///< the baseline's own, as an absolute path without links
    std::string today_;
    std::string bytes_;
    std::vector<BaselineEntry> entries_;

    std::mutex mutex_;  // guards what follows
    std::unordered_map<std::string, Part> parts_;
    std::vector<const BaselineEntry*> unused_;
    std::vector<BaselineEntry> written_;
    std::size_t added_ = 0;
};

/// What the baseline at `baseline` calls the file at `path`.
[[nodiscard]] std::string baseline_name(const std::string& baseline, const std::string& path);

/// Of --baseline or --write-baseline; null without them. Throws Error.
[[nodiscard]] std::unique_ptr<BaselineFile> open_baseline(const Flags& flags);

}  // namespace camlint
