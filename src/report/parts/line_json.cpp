#include "report/parts/line_json.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "document/json_members.hpp"
#include "report/parts/finding_json.hpp"

namespace camlint {
namespace {

constexpr std::string_view nothing_found = R"("diagnostics":[],"errors":0,"warnings":0})";

void append_findings(std::string& out, const LineReport& report, const Source& source, const Style& style) {
    const Positions positions(source);
    const Scene scene{.source = source, .positions = positions, .style = style};
    for (const Diagnostic& finding : report.findings) {
        if (&finding != report.findings.data()) out += ',';
        write_finding(out, finding, scene);
    }
}

std::size_t count(std::span<const Diagnostic> findings, Severity severity) {
    return static_cast<std::size_t>(std::ranges::count(findings, severity, &Diagnostic::severity));
}

}  // namespace

void append_line_json(std::string& out, const LineReport& report, const Source& source, const Style& style) {
    out += '{';
    if (!report.id.empty()) {
        out += R"("id":)";
        append_on_one_line(out, report.id);
        out += ',';
    }
    if (!report.error.empty()) out.append(R"("error":)").append(dump(report.error)).append(",");
    if (report.findings.empty()) {
        out += nothing_found;
        return;
    }
    out += R"("diagnostics":[)";
    append_findings(out, report, source, style);
    fmt::format_to(std::back_inserter(out), "],\"errors\":{},\"warnings\":{}}}",
                   count(report.findings, Severity::error), count(report.findings, Severity::warning));
}

}  // namespace camlint
