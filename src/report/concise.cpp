// One line a finding: file:line:column: severity: message [rule]

#include <fmt/format.h>

#include "report/format.hpp"
#include "text/display.hpp"

namespace camlint::formats {
namespace {

void nothing(std::string&) {}
void no_summary(std::string&, const Summary&, bool) {}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const Position at = scene.positions.at(finding.span.begin);
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {} [{}]\n", printable(scene.source.name), at.line,
                   at.column, name_of(finding.severity), printable(finding.message), finding.rule->name);
}

}  // namespace

extern const Format concise{
    .name = "concise",
    .summary = "file:line:column: severity: message [rule]",
    .begin = nothing,
    .finding = write,
    .separator = "",
    .end = no_summary,
};

}  // namespace camlint::formats
