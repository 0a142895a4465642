#include "lint/fix.hpp"

#include <algorithm>
#include <vector>

namespace camlint {
namespace {

/// True when two edits change a byte in common, or one inserts where the other begins or ends.
bool touch(const Edit& a, const Edit& b) {
    const bool insertion = a.span.empty() || b.span.empty();
    return insertion ? a.span.begin <= b.span.end && b.span.begin <= a.span.end
                     : a.span.begin < b.span.end && b.span.begin < a.span.end;
}

/// True when no edit of `fix` touches one that is taken already.
bool fits(const Fix& fix, std::span<const Edit> taken) {
    return std::ranges::none_of(fix.edits, [&](const Edit& edit) {
        return std::ranges::any_of(taken, [&](const Edit& other) { return touch(edit, other); });
    });
}

std::size_t start_of(const Fix& fix) { return fix.edits.front().span.begin; }

}  // namespace

std::string apply_fixes(std::string_view bytes, std::span<const Diagnostic> findings, Safety least) {
    std::vector<const Fix*> fixes;
    for (const Diagnostic& finding : findings) {
        if (finding.fixes.empty() || finding.fixes.front().edits.empty()) continue;
        if (finding.fixes.front().safety >= least) fixes.push_back(&finding.fixes.front());
    }
    std::ranges::stable_sort(fixes, {}, [](const Fix* fix) { return start_of(*fix); });

    // Sorted by their start, fixes can only touch edits of those taken since the farthest end lay
    // before them; that keeps the search short on files with many fixes.
    std::vector<Edit> edits;
    std::size_t window = 0;
    std::size_t farthest = 0;
    for (const Fix* fix : fixes) {
        if (start_of(*fix) > farthest) window = edits.size();
        if (!fits(*fix, std::span(edits).subspan(window))) continue;
        for (const Edit& edit : fix->edits) {
            edits.push_back(edit);
            farthest = std::max(farthest, edit.span.end);
        }
    }
    std::ranges::stable_sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
    return apply_edits(bytes, edits);
}

}  // namespace camlint
