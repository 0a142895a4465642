#include "capi/lint_texts.hpp"

#include <algorithm>
#include <vector>

#include "cli/parallel.hpp"

namespace camlint {
namespace {

/// Texts that a thread takes at once: enough that taking them costs nothing.
constexpr std::size_t chunk = 512;

/// Beyond that, threads only wait for each other.
constexpr int most_threads = 256;

void add_all(const std::vector<Diagnostic>& findings, const Source& source, const Filling& filling,
             Columns& columns) {
    if (findings.empty()) return;
    const Positions positions(source);
    const Scene scene{.source = source, .positions = positions, .style = filling.engine.style};
    for (const Diagnostic& finding : findings) columns.add(finding, scene, filling);
}

/// What a thread works with.
struct Desk {
    Reader read;
    Document document = {};
    Workbench bench = {};
    std::vector<Diagnostic> findings = {};
};

void lint_text(std::string_view text, const Filling& filling, Desk& desk, Columns& columns) {
    const Engine& engine = filling.engine;
    const Source source{.name = engine.name, .bytes = text, .origin = {}};
    desk.read(source, desk.document);
    engine.linter.lint(source, desk.document, 0, desk.bench, desk.findings);
    add_all(desk.findings, source, filling, columns);
    const FileFacts facts{.prompts = desk.document.prompts.size(), .findings = count_findings(desk.findings)};
    // As the command line has it, these are about no bytes.
    const Source nowhere{.name = engine.name, .bytes = {}, .origin = {}};
    add_all(engine.linter.lint_file(facts), nowhere, filling, columns);
    columns.end_text();
}

void lint_range(const Texts& texts, std::size_t first, std::size_t end, const Filling& filling,
                Columns& columns) {
    Desk desk{.read = filling.engine.read};
    for (std::size_t i = first; i < end; ++i) {
        if (texts.is_null(i)) {
            columns.end_text();
        } else {
            lint_text(texts.at(i), filling, desk, columns);
        }
    }
}

}  // namespace

void lint_text(std::string_view text, const Filling& filling, Columns& columns) {
    Desk desk{.read = filling.engine.read};
    lint_text(text, filling, desk, columns);
}

void lint_texts(const Texts& texts, const Filling& filling, int threads, Columns& columns) {
    if (threads <= 1 || texts.size() <= chunk) return lint_range(texts, 0, texts.size(), filling, columns);
    std::vector<Columns> parts((texts.size() + chunk - 1) / chunk);
    in_parallel(parts.size(), std::min(threads, most_threads), [&](std::size_t part) {
        const std::size_t first = part * chunk;
        lint_range(texts, first, std::min(first + chunk, texts.size()), filling, parts[part]);
    });
    for (const Columns& part : parts) columns.add(part);
}

}  // namespace camlint
