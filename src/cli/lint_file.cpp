#include "cli/lint_file.hpp"

#include <optional>

#include "text/space.hpp"

namespace camlint {
namespace {

void lint_source(const Source& source, const Carrier& carrier, const Linter& linter, FileFacts& facts,
                 const Sink& sink) {
    const Document document = carrier.read(source);
    const std::vector<Diagnostic> findings = linter.lint(source, document, facts.prompts);
    facts.prompts += document.prompts.size();
    facts.findings += findings.size();
    if (!findings.empty()) sink(findings, source);
}

}  // namespace

FileFacts lint_file(Input& input, const std::string& name, const Carrier* carrier, const Linter& linter,
                    const Sink& sink) {
    if (carrier == nullptr) carrier = &carrier_of(name, input.head());
    FileFacts facts;
    if (carrier->unit == Unit::file) {
        lint_source({.name = name, .bytes = input.all(), .origin = {}}, *carrier, linter, facts, sink);
    } else {
        Origin origin;
        while (const std::optional<std::string_view> line = input.next_line()) {
            const Source source{.name = name, .bytes = *line, .origin = origin};
            if (!is_blank(line->substr(start_of(source)))) {
                lint_source(source, *carrier, linter, facts, sink);
            }
            origin.byte += line->size();
            origin.line += 1;
        }
    }
    const std::vector<Diagnostic> findings = linter.lint_file(facts);
    if (!findings.empty()) sink(findings, {.name = name, .bytes = {}, .origin = {}});
    return facts;
}

}  // namespace camlint
