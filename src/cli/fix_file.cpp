#include "cli/fix_file.hpp"

#include <iterator>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "lint/fix.hpp"

namespace camlint {
namespace {

constexpr int most_passes = 10;

Span shifted(Span span, std::size_t by) { return {span.begin + by, span.end + by}; }

/// Where what is kept lies once the edits are made. What an edit changes is another finding then.
std::vector<Kept> moved(std::vector<Kept> kept, std::span<const Edit> edits) {
    std::size_t next = 0;
    std::size_t grown = 0;
    std::size_t shrunk = 0;
    std::erase_if(kept, [&](Kept& one) {
        for (; next < edits.size() && edits[next].span.end <= one.span.begin; ++next) {
            grown += edits[next].text.size();
            shrunk += edits[next].span.size();
        }
        if (next < edits.size() && edits[next].span.begin < one.span.end) return true;
        one.span = {one.span.begin + grown - shrunk, one.span.end + grown - shrunk};
        return false;
    });
    return kept;
}

/// What one pass would change, in the file's bytes.
ChosenFixes choose(const Target& target, const std::string& bytes, const ReadOptions& options,
                   const Linter& linter, Safety least, const Mark& mark, std::vector<Kept>& kept) {
    ChosenFixes all;
    kept.clear();
    Input input(target.path, bytes);
    read_file(input, target.name, options, [&](const Document& document, const Source& source) {
        std::vector<Diagnostic> findings = linter.lint(source, document, 0);
        mark(findings, source);
        for (const Diagnostic& finding : findings) {
            if (!finding.suppression || finding.suppression->kind != Suppression::Kind::external) continue;
            kept.push_back({finding.rule, shifted(finding.span, source.origin.byte), *finding.suppression});
        }
        ChosenFixes chosen = choose_fixes(findings, least);
        for (Edit& edit : chosen.edits) {
            edit.span = shifted(edit.span, source.origin.byte);
        }
        std::ranges::move(chosen.edits, std::back_inserter(all.edits));
        all.findings += chosen.findings;
    });
    return all;
}

}  // namespace

Mark mark_kept(std::vector<Kept> kept) {
    return [kept = std::move(kept)](std::vector<Diagnostic>& findings, const Source& source) {
        for (Diagnostic& finding : findings) {
            const Span span = shifted(finding.span, source.origin.byte);
            auto one =
                std::ranges::lower_bound(kept, span.begin, {}, [](const Kept& k) { return k.span.begin; });
            for (; one != kept.end() && one->span.begin == span.begin; ++one) {
                if (one->rule == finding.rule && one->span == span) finding.suppression = one->suppression;
            }
        }
    };
}

Fixed fix_bytes(const Target& target, std::string_view bytes, const ReadOptions& options,
                const Linter& linter, Safety least, const Mark& mark) {
    Fixed fixed{.bytes = std::string(bytes)};
    Mark current = mark;
    for (int pass = 0; pass <= most_passes; ++pass) {
        const ChosenFixes chosen = choose(target, fixed.bytes, options, linter, least, current, fixed.kept);
        if (chosen.edits.empty()) return fixed;
        fixed.edits = compose(fixed.edits, fixed.bytes, chosen.edits);
        fixed.bytes = apply_edits(fixed.bytes, chosen.edits);
        fixed.findings += chosen.findings;
        std::ranges::stable_sort(fixed.kept, {}, [](const Kept& kept) { return kept.span.begin; });
        fixed.kept = moved(std::move(fixed.kept), chosen.edits);
        current = mark_kept(fixed.kept);
    }
    throw WriteError(
        fmt::format("cannot fix {}: its fixes have come to no end after {} passes; nothing has changed",
                    target.name, most_passes));
}

}  // namespace camlint
