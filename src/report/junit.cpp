// JUnit's XML as CI servers read it: a failed test for each finding, a passed one if there is none, and one
// in error for each path that could not be read.

#include <fmt/format.h>

#include "report/format.hpp"
#include "report/parts/remarks.hpp"
#include "report/parts/repository_path.hpp"
#include "text/xml.hpp"

namespace camlint::formats {
namespace {

void begin(std::string& out, const Style&, const Summary& summary) {
    const std::size_t findings = summary.errors + summary.warnings + summary.infos;
    const bool clean = findings + summary.skipped == 0;
    const std::string counts = fmt::format(R"(name="camlint" tests="{}" failures="{}" errors="{}")",
                                           clean ? 1 : findings + summary.skipped, findings, summary.skipped);
    fmt::format_to(std::back_inserter(out),
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {0}>\n<testsuite {0}>\n", counts);
    if (clean) out += "<testcase classname=\"camlint\" name=\"no findings\"/>\n";
}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const Position at = scene.positions.at(finding.span.begin);
    const std::string path = repository_path(scene.source.name, scene.style.place);
    const std::string place = fmt::format("{}:{}:{}", path, at.line, at.column);
    fmt::format_to(std::back_inserter(out),
                   "<testcase classname=\"{}\" name=\"{} {}:{}\">"
                   "<failure type=\"{}\" message=\"{}\">{}: {}</failure></testcase>\n",
                   xml(path), finding.rule->name, at.line, at.column, name_of(finding.severity),
                   xml(finding.message.in(scene.style.language)), xml(place),
                   xml(remarks(finding, scene, Notes::all, path)));
}

void end(std::string& out, const Style& style, const Summary& summary) {
    const std::string message = xml(unread_paths(summary, style.language));
    for (std::size_t path = 1; path <= summary.skipped; ++path) {
        fmt::format_to(std::back_inserter(out),
                       "<testcase classname=\"camlint\" name=\"unread path {}\">"
                       "<error type=\"unread\" message=\"{}\"/></testcase>\n",
                       path, message);
    }
    out += "</testsuite>\n</testsuites>\n";
}

}  // namespace

extern const Format junit{
    .name = "junit",
    .summary = "JUnit's XML: a failed test for each finding",
    .begin = begin,
    .finding = write,
    .separator = "",
    .end = end,
    .counts_first = true,
};

}  // namespace camlint::formats
