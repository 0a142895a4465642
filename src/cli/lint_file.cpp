#include "cli/lint_file.hpp"

#include "cli/lint_lines.hpp"

namespace camlint {
namespace {

/// Bytes from which on it takes longer to lint a file than to start a thread.
constexpr std::size_t worth_threads = std::size_t{64} * 1024;

void lint_documents(Input& input, const std::string& name, const ReadOptions& options, const Linter& linter,
                    Workbench& bench, const Sink& sink, FileFacts& facts) {
    std::vector<Diagnostic> findings;
    read_file(input, name, options, [&](const Document& document, const Source& source) {
        linter.lint(source, document, facts.prompts, bench, findings);
        facts.prompts += document.prompts.size();
        facts.findings += count_findings(findings);
        if (!findings.empty()) sink(findings, source);
    });
}

}  // namespace

FileFacts lint_file(const Target& target, Input& input, const ReadOptions& options, const Linter& linter,
                    Workbench& bench, const Sink& sink, int jobs) {
    FileFacts facts{.is_named = target.is_named};
    const Hints hints = hints_of(input, target.name, options);
    const Carrier& carrier = carrier_for(hints, options);
    if (jobs > 1 && carrier.unit == Unit::line && hints.head.size() >= worth_threads) {
        std::vector<Reader> readers;
        readers.reserve(static_cast<std::size_t>(jobs));
        for (int i = 0; i < jobs; ++i) readers.push_back(carrier.open(hints));
        lint_lines(input, target.name, readers, linter, sink, facts);
    } else {
        lint_documents(input, target.name, options, linter, bench, sink, facts);
    }
    std::vector<Diagnostic> findings = linter.lint_file(facts);
    if (!findings.empty()) sink(findings, {.name = target.name, .bytes = {}, .origin = {}});
    return facts;
}

}  // namespace camlint
