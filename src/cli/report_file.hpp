#pragma once
// One report: a format and where it goes. Files are linted by several threads; what is found in them comes in
// any order and leaves in the order of the files.

#include <cstdio>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/format.hpp"

namespace camlint {

class ReportFile {
public:
    /// `path` is a file, which is made anew, "-" for standard output, or "" for standard error. Throws Error.
    ReportFile(const Format& format, const std::string& path, Style style, std::size_t parts);
    ~ReportFile();
    ReportFile(const ReportFile&) = delete;
    ReportFile& operator=(const ReportFile&) = delete;

    /// Writes what was found in a part: at once if all parts before it are finished, else later.
    /// Suppressed findings are where the format wants them. Thread-safe. Throws Error.
    void write(std::size_t part, std::span<const Diagnostic> findings, const Source& source);

    /// Says that nothing more comes for a part. Thread-safe. Throws Error.
    void finish(std::size_t part);

    /// Writes the end and makes sure that all of it has left. Throws Error.
    void end(const Summary& summary);

private:
    struct Part {
        std::string pending;
        std::string suppressed;
        std::map<std::string, std::size_t> repeats;  ///< of each fingerprint so far; its thread's own
        bool finished = false;
    };

    [[nodiscard]] bool owns_file() const;
    void append(std::string& list, const Diagnostic& finding, const Scene& scene) const;
    void put(std::string_view findings);
    void print(std::string_view text);

    const Format& format_;
    std::string path_;
    Style style_;
    std::FILE* file_;
    std::mutex mutex_;  // guards what follows
    std::vector<Part> parts_;
    std::size_t current_ = 0;
    bool begun_ = false;
    bool anything_ = false;
    std::string held_;  ///< findings of a format that counts first
};

}  // namespace camlint
