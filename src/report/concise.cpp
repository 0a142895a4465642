// One line a finding: file:line:column: severity: message [rule]

#include <fmt/format.h>

#include "report/format.hpp"
#include "text/display.hpp"

namespace camlint::formats {
namespace {

void nothing(std::string&, const Style&, const Summary&) {}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const Position at = scene.positions.at(finding.span.begin);
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {} [{}]\n", printable(scene.source.name), at.line,
                   at.column, name_of(finding.severity), printable(finding.message.in(scene.style.language)),
                   finding.rule->name);
}

}  // namespace

extern const Format concise{
    .name = "concise",
    .summary = "file:line:column: severity: message [rule]",
    .begin = nothing,
    .finding = write,
    .separator = "",
    .end = nothing,
};

}  // namespace camlint::formats
