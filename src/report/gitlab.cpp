// GitLab's Code Quality report: a JSON array of issues. It has no place for paths that could not be read.

#include <fmt/format.h>

#include "lint/fingerprint.hpp"
#include "report/parts/remarks.hpp"
#include "report/parts/repository_path.hpp"
#include "text/json_text.hpp"
#include "text/uri.hpp"

namespace camlint::formats {
namespace {

/// GitLab's scale is info, minor, major, critical, blocker. The upper two are for what breaks a system.
std::string_view level(Severity severity) {
    switch (severity) {
        case Severity::error: return "major";
        case Severity::warning: return "minor";
        default: return "info";
    }
}

Json place_json(const Position& position) { return {{"line", position.line}, {"column", position.column}}; }

void begin(std::string& out, const Style&, const Summary&) { out += "[\n"; }

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const std::string path = repository_path(scene.source.name, scene.style.place);
    // GitLab shows one issue of each fingerprint: the same mistake in another file, or once more in this
    // one, is another issue. Lines are not in it, so it holds when they move.
    const std::string print =
        fmt::format("{}:{}:{}", fingerprint(finding, scene.source.bytes), scene.repeat, path_uri(path));
    out += dump({{"description", remarks(finding, scene, Notes::all, path)},
                 {"check_name", finding.rule->name},
                 {"fingerprint", print},
                 {"severity", level(finding.severity)},
                 {"location",
                  {{"path", path},
                   {"positions",
                    {{"begin", place_json(scene.positions.at(finding.span.begin))},
                     {"end", place_json(scene.positions.at(finding.span.end))}}}}}});
}

void end(std::string& out, const Style&, const Summary&) { out += "\n]\n"; }

}  // namespace

extern const Format gitlab{
    .name = "gitlab",
    .summary = "GitLab's Code Quality report",
    .begin = begin,
    .finding = write,
    .separator = ",\n",
    .end = end,
    .counts_repeats = true,
};

}  // namespace camlint::formats
