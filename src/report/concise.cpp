// One line a finding: file:line:column: severity: message [rule]

#include <fmt/format.h>

#include "report/format.hpp"
#include "text/display.hpp"
#include "text/space.hpp"

namespace camlint::formats {
namespace {

/// A name that GitHub would read as a command, "::error …" at the start of a line, with "./" before it.
std::string shown(std::string_view name) {
    const std::string text = printable(name);
    const std::size_t colons = text.find("::");
    const bool is_command = colons != text.npos && is_blank(text.substr(0, colons));
    return is_command ? "./" + text : text;
}

void nothing(std::string&, const Style&, const Summary&) {}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const Position at = scene.positions.at(finding.span.begin);
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {} [{}]\n", shown(scene.source.name), at.line,
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
