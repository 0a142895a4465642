#include "cli/fix_file.hpp"

#include <iterator>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "lint/fix.hpp"

namespace camlint {
namespace {

constexpr int most_passes = 10;

/// What one pass would change, in the file's bytes.
ChosenFixes choose(const Target& target, const std::string& bytes, const ReadOptions& options,
                   const Linter& linter, Safety least, const Mark& mark) {
    ChosenFixes all;
    Input input(target.path, bytes);
    read_file(input, target.name, options, [&](const Document& document, const Source& source) {
        std::vector<Diagnostic> findings = linter.lint(source, document, 0);
        mark(findings, source);
        ChosenFixes chosen = choose_fixes(findings, least);
        for (Edit& edit : chosen.edits) {
            edit.span = {edit.span.begin + source.origin.byte, edit.span.end + source.origin.byte};
        }
        std::ranges::move(chosen.edits, std::back_inserter(all.edits));
        all.findings += chosen.findings;
    });
    return all;
}

}  // namespace

Fixed fix_bytes(const Target& target, std::string_view bytes, const ReadOptions& options,
                const Linter& linter, Safety least, const StartPass& start) {
    Fixed fixed{.bytes = std::string(bytes)};
    for (int pass = 0; pass <= most_passes; ++pass) {
        const ChosenFixes chosen = choose(target, fixed.bytes, options, linter, least, start());
        if (chosen.edits.empty()) return fixed;
        fixed.edits = compose(fixed.edits, fixed.bytes, chosen.edits);
        fixed.bytes = apply_edits(fixed.bytes, chosen.edits);
        fixed.findings += chosen.findings;
    }
    throw WriteError(
        fmt::format("cannot fix {}: its fixes have come to no end after {} passes; it is as it was",
                    target.name, most_passes));
}

}  // namespace camlint
