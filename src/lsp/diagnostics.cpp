#include "lsp/diagnostics.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "lint/fingerprint.hpp"
#include "text/display.hpp"
#include "version.hpp"

namespace camlint {
namespace {

/// As the specification numbers them.
int severity_number(Severity severity) {
    switch (severity) {
        case Severity::error: return 1;
        case Severity::warning: return 2;
        default: return 3;
    }
}

/// What its fix only takes away is of no use where it is.
bool is_unnecessary(const Diagnostic& finding) {
    if (finding.fixes.empty()) return false;
    const std::vector<Edit>& edits = finding.fixes.front().edits;
    return finding.fixes.front().safety == Safety::safe &&
           std::ranges::all_of(edits, [](const Edit& edit) { return edit.text.empty(); });
}

}  // namespace

ClientDiagnostic to_client(const Session& session, const TextDocument& document, const Diagnostic& finding) {
    ClientDiagnostic diagnostic{.range = document.to_client(finding.span),
                                .severity = severity_number(finding.severity),
                                .code = std::string(finding.rule->name),
                                .codeDescription = fmt::format("{}{}", rule_url, finding.rule->name),
                                .message = printable(finding.message.in(session.language)),
                                .data = {{"fingerprint", fingerprint(finding, document.text())}}};
    if (is_unnecessary(finding)) diagnostic.tags.push_back(DiagnosticTag::Unnecessary);
    for (const Note& note : finding.notes) {
        std::string text = printable(note.message.in(session.language));
        if (note.span && session.abilities.has_related_information) {
            diagnostic.relatedInformation.push_back(
                {.location = {.uri = document.uri(), .range = document.to_client(*note.span)},
                 .message = std::move(text)});
        } else {
            diagnostic.message += "\n" + text;
        }
    }
    return diagnostic;
}

Json diagnostics_of(const Session& session, const TextDocument& document) {
    Json list = Json::array();
    for (const Diagnostic& finding : session.workspace.lint(buffer_of(document))) {
        list.emplace_back(to_client(session, document, finding));
    }
    return list;
}

Json published_diagnostics(const Session& session, const TextDocument& document) {
    return {{"uri", document.uri()},
            {"version", document.version()},
            {"diagnostics", diagnostics_of(session, document)}};
}

}  // namespace camlint
