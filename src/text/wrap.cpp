#include "text/wrap.hpp"

#include <algorithm>

#include "text/display.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

// Quotes that look alike at both ends stand in both lists.
constexpr std::u32string_view never_first = U"，。：；、！？…—·）」』】》〉”’％,.:;!?)]}%`'\"";
constexpr std::u32string_view never_last = U"（「『【《〈“‘([{`'\"";

bool holds(std::u32string_view list, char32_t value) { return list.find(value) != list.npos; }

/// Bytes of `text` before the first place where a line may end, or before a blank.
std::size_t unit_size(std::string_view text) {
    const auto is_wide = [text](std::size_t at, std::size_t size) {
        return display_width(text.substr(at, size)) > 1;
    };
    CodePoint left = decode(text, 0);
    bool left_is_wide = is_wide(0, left.size);
    std::size_t at = left.size;
    while (at < text.size() && text[at] != ' ') {
        const CodePoint right = decode(text, at);
        const bool right_is_wide = is_wide(at, right.size);
        const bool may_end = (left_is_wide || right_is_wide) && !holds(never_last, left.value) &&
                             !holds(never_first, right.value);
        if (may_end) break;
        at += right.size;
        left = right;
        left_is_wide = right_is_wide;
    }
    return at;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t widest) {
    std::vector<std::string> lines{""};
    bool blank = false;
    while (!text.empty()) {
        if (text.front() == ' ') {
            blank = true;
            text.remove_prefix(1);
            continue;
        }
        const std::string_view unit = text.substr(0, unit_size(text));
        const std::size_t width = display_width(lines.back()) + (blank ? 1 : 0) + display_width(unit);
        if (!lines.back().empty() && width > widest) {
            lines.emplace_back();
        } else if (blank && !lines.back().empty()) {
            lines.back() += ' ';
        }
        lines.back() += unit;
        text.remove_prefix(unit.size());
        blank = false;
    }
    return lines;
}

}  // namespace camlint
