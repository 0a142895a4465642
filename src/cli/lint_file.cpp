#include "cli/lint_file.hpp"

namespace camlint {

FileFacts lint_file(const Target& target, Input& input, const ReadOptions& options, const Linter& linter,
                    const Sink& sink) {
    FileFacts facts{.is_named = target.is_named};
    read_file(input, target.name, options, [&](const Document& document, const Source& source) {
        std::vector<Diagnostic> findings = linter.lint(source, document, facts.prompts);
        facts.prompts += document.prompts.size();
        facts.findings += count_findings(findings);
        if (!findings.empty()) sink(findings, source);
    });
    std::vector<Diagnostic> findings = linter.lint_file(facts);
    if (!findings.empty()) sink(findings, {.name = target.name, .bytes = {}, .origin = {}});
    return facts;
}

}  // namespace camlint
