#include "lint/fix.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace camlint {
namespace {

/// True when two edits change a byte in common, or one inserts where the other begins or ends.
bool touch(Span a, Span b) {
    const bool insertion = a.empty() || b.empty();
    return insertion ? a.begin <= b.end && b.begin <= a.end : a.begin < b.end && b.begin < a.end;
}

/// What has been taken. No two of them touch, so only the neighbours of an edit can touch it.
class Taken {
public:
    [[nodiscard]] bool is_free(Span span) const {
        auto next = spans_.lower_bound({span.begin, 0});
        if (next != spans_.begin() && touch(to_span(*std::prev(next)), span)) return false;
        for (; next != spans_.end() && next->first <= span.end; ++next) {
            if (touch(to_span(*next), span)) return false;
        }
        return true;
    }
    void add(Span span) { spans_.emplace(span.begin, span.end); }

private:
    using Ends = std::pair<std::size_t, std::size_t>;
    static Span to_span(Ends ends) { return {ends.first, ends.second}; }

    std::set<Ends> spans_;
};

const Fix* fix_of(const Diagnostic& finding, Safety least) {
    if (finding.suppression) return nullptr;
    const auto fix = std::ranges::find_if(
        finding.fixes, [least](const Fix& f) { return f.safety >= least && !f.edits.empty(); });
    return fix == finding.fixes.end() ? nullptr : &*fix;
}

}  // namespace

ChosenFixes choose_fixes(std::span<const Diagnostic> findings, Safety least) {
    std::vector<const Fix*> fixes;
    for (const Diagnostic& finding : findings) {
        if (const Fix* fix = fix_of(finding, least)) fixes.push_back(fix);
    }
    std::ranges::stable_sort(fixes, {}, [](const Fix* fix) { return fix->edits.front().span.begin; });
    ChosenFixes chosen;
    Taken taken;
    for (const Fix* fix : fixes) {
        const auto is_free = [&](const Edit& edit) { return taken.is_free(edit.span); };
        if (!std::ranges::all_of(fix->edits, is_free)) continue;
        for (const Edit& edit : fix->edits) {
            taken.add(edit.span);
            chosen.edits.push_back(edit);
        }
        chosen.findings += 1;
    }
    std::ranges::stable_sort(chosen.edits, {}, [](const Edit& edit) { return edit.span.begin; });
    return chosen;
}

}  // namespace camlint
