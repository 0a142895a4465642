#include "cli/report_file.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "lint/fingerprint.hpp"

namespace camlint {
namespace {

[[noreturn]] void fail(const std::string& path) {
    throw Error(
        fmt::format("cannot write to {}: {}", path == "-" ? "standard output" : path, std::strerror(errno)));
}

std::FILE* open_report(const std::string& path) {
    if (path.empty()) return stderr;
    if (path == "-") return stdout;
    std::FILE* file = std::fopen(path.c_str(), "wbe");
    if (file == nullptr) fail(path);
    return file;
}

}  // namespace

ReportFile::ReportFile(const Format& format, const std::string& path, Style style, std::size_t parts)
    : format_(format), path_(path), style_(std::move(style)), file_(open_report(path)), parts_(parts) {}

ReportFile::~ReportFile() {
    if (owns_file()) std::fclose(file_);
}

bool ReportFile::owns_file() const { return file_ != nullptr && file_ != stdout && file_ != stderr; }

void ReportFile::print(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail(path_);
}

void ReportFile::put(std::string_view findings) {
    if (findings.empty()) return;
    if (format_.counts_first) {
        if (anything_) held_ += format_.separator;
        held_ += findings;
    } else {
        if (!begun_) {
            std::string head;
            format_.begin(head, style_, {});
            print(head);
            begun_ = true;
        }
        if (anything_) print(format_.separator);
        print(findings);
    }
    anything_ = true;
}

void ReportFile::append(std::string& list, const Diagnostic& finding, const Scene& scene) const {
    if (!list.empty()) list += format_.separator;
    format_.finding(list, finding, scene);
}

void ReportFile::write(std::size_t part, std::span<const Diagnostic> findings, const Source& source) {
    const Positions positions(source);
    Scene scene{.source = source, .positions = positions, .style = style_};
    std::string shown;
    std::string suppressed;
    for (const Diagnostic& finding : findings) {
        // Only this thread writes this part. Suppressed ones count too: whether they are shown moves no
        // number.
        if (format_.counts_repeats) scene.repeat = ++parts_[part].repeats[fingerprint(finding, source.bytes)];
        if (!finding.suppression || format_.suppressed == Suppressed::among) {
            append(shown, finding, scene);
        } else if (format_.suppressed == Suppressed::behind) {
            append(suppressed, finding, scene);
        }
    }
    const std::lock_guard lock(mutex_);
    Part& own = parts_[part];
    if (!suppressed.empty()) {
        if (!own.suppressed.empty()) own.suppressed += format_.separator;
        own.suppressed += suppressed;
    }
    if (shown.empty()) return;
    if (part == current_) return put(shown);
    if (!own.pending.empty()) own.pending += format_.separator;
    own.pending += shown;
}

void ReportFile::finish(std::size_t part) {
    const std::lock_guard lock(mutex_);
    parts_[part].finished = true;
    parts_[part].repeats.clear();
    while (current_ < parts_.size() && parts_[current_].finished) {
        ++current_;
        if (current_ == parts_.size()) break;
        put(std::exchange(parts_[current_].pending, {}));
    }
}

void ReportFile::end(const Summary& summary) {
    const std::lock_guard lock(mutex_);
    std::string text;
    if (!begun_) format_.begin(text, style_, summary);
    text += held_;
    text += format_.middle;
    bool first = true;
    for (const Part& part : parts_) {
        if (part.suppressed.empty()) continue;
        if (!std::exchange(first, false)) text += format_.separator;
        text += part.suppressed;
    }
    format_.end(text, style_, summary);
    print(text);
    if (std::fflush(file_) != 0) fail(path_);
    if (!owns_file()) return;
    if (std::fclose(std::exchange(file_, nullptr)) != 0) fail(path_);
}

}  // namespace camlint
