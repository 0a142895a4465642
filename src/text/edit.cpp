#include "text/edit.hpp"

#include <algorithm>

namespace camlint {
namespace {

/// The first list of a composition, one edit after the other, with the way from the text that it made back to
/// the text before it.
class Before {
public:
    explicit Before(std::span<const Edit> edits) : edits_(edits) {}

    [[nodiscard]] bool ended() const { return next_ == edits_.size(); }

    /// Where the next edit's text lies in the text that was made.
    [[nodiscard]] Span made() const {
        const std::size_t begin = to_made(edits_[next_].span.begin);
        return {begin, begin + edits_[next_].text.size()};
    }
    void pass() {
        grown_ += edits_[next_].text.size();
        shrunk_ += edits_[next_].span.size();
        ++next_;
    }
    /// The place before the edits, of one in the text that was made and behind all that are passed.
    [[nodiscard]] std::size_t to_original(std::size_t offset) const { return offset + shrunk_ - grown_; }

private:
    [[nodiscard]] std::size_t to_made(std::size_t offset) const { return offset + grown_ - shrunk_; }

    std::span<const Edit> edits_;
    std::size_t next_ = 0;
    std::size_t grown_ = 0;
    std::size_t shrunk_ = 0;
};

}  // namespace

std::string apply_edits(std::string_view text, std::span<const Edit> edits) {
    std::string out;
    std::size_t at = 0;
    for (const Edit& edit : edits) {
        out.append(text.substr(at, edit.span.begin - at));
        out.append(edit.text);
        at = edit.span.end;
    }
    out.append(text.substr(at));
    return out;
}

std::vector<Edit> compose(std::span<const Edit> first, std::string_view between,
                          std::span<const Edit> second) {
    std::vector<Edit> all;
    Before before(first);
    std::size_t next = 0;
    while (!before.ended() || next < second.size()) {
        // What touches belongs together: a piece of the text between that either list changes.
        const bool first_is_next =
            next == second.size() || (!before.ended() && before.made().begin <= second[next].span.begin);
        Span piece = first_is_next ? before.made() : second[next].span;
        Edit edit{.span = {before.to_original(piece.begin), 0}, .text = {}};
        std::size_t copied = piece.begin;
        while (true) {
            if (!before.ended() && before.made().begin <= piece.end) {
                piece.end = std::max(piece.end, before.made().end);
                before.pass();
            } else if (next < second.size() && second[next].span.begin <= piece.end) {
                piece.end = std::max(piece.end, second[next].span.end);
                edit.text.append(between.substr(copied, second[next].span.begin - copied));
                edit.text.append(second[next].text);
                copied = second[next].span.end;
                ++next;
            } else {
                break;
            }
        }
        edit.text.append(between.substr(copied, piece.end - copied));
        edit.span.end = before.to_original(piece.end);
        all.push_back(std::move(edit));
    }
    return all;
}

}  // namespace camlint
