// GitHub's workflow commands: a line "::warning file=…::message" makes an annotation in a pull request.

#include <fmt/format.h>

#include "report/format.hpp"
#include "report/parts/remarks.hpp"
#include "report/parts/repository_path.hpp"
#include "text/display.hpp"

namespace camlint::formats {
namespace {

std::string_view command(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        default: return "notice";
    }
}

/// What GitHub undoes: "%", CR and LF everywhere, ":" and "," in properties too. Nothing else of the
/// input has a meaning for it; what a terminal would act on is made visible.
std::string escaped(std::string_view text, std::string_view special) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(special), text.size());
        out += printable(text.substr(0, end));
        if (end == text.size()) break;
        fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(text[end]));
        text.remove_prefix(end + 1);
    }
    return out;
}

std::string in_message(std::string_view text) { return escaped(text, "%\r\n"); }
std::string in_property(std::string_view text) { return escaped(text, "%\r\n:,"); }

void nothing(std::string&, const Style&, const Summary&) {}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const Position begin = scene.positions.at(finding.span.begin);
    const Position end = scene.positions.at(finding.span.end);
    const std::string path = repository_path(scene.source.name, scene.style.place);
    fmt::format_to(std::back_inserter(out), "::{} file={},line={},endLine={}", command(finding.severity),
                   in_property(path), begin.line, end.line);
    // GitHub takes columns only for what lies on one line.
    if (begin.line == end.line) {
        fmt::format_to(std::back_inserter(out), ",col={},endColumn={}", begin.column, end.column);
    }
    fmt::format_to(std::back_inserter(out), ",title=camlint ({})::{}\n", finding.rule->name,
                   in_message(remarks(finding, scene, Notes::all, path)));
}

void end(std::string& out, const Style& style, const Summary& summary) {
    if (summary.skipped == 0) return;
    fmt::format_to(std::back_inserter(out), "::warning title=camlint::{}\n",
                   in_message(unread_paths(summary, style.language)));
}

}  // namespace

extern const Format github{
    .name = "github",
    .summary = "annotations of GitHub Actions",
    .begin = nothing,
    .finding = write,
    .separator = "",
    .end = end,
};

}  // namespace camlint::formats
