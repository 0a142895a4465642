#include "text/display.hpp"

#include <utf8proc.h>

#include <utility>

#include <fmt/format.h>

#include "text/cluster.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr char32_t zero_width_joiner = 0x200D;

/// A letter, mark or blank of ASCII: a cell wide, and shown as it is.
bool is_plain(char byte) { return byte >= 0x20 && byte < 0x7F; }

bool acts_on_terminal(char32_t value) {
    if (value == zero_width_joiner) return false;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(value))) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return true;
        default: return false;
    }
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        // Nothing of ASCII joins what stands before it.
        const bool is_alone = at + 1 == text.size() || is_plain(text[at + 1]);
        const Cluster cluster =
            is_plain(text[at]) && is_alone ? Cluster{.size = 1, .cells = 1} : cluster_at(text, at);
        width += cluster.cells;
        at += cluster.size;
    }
    return width;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t done = 0;  // what is before it is in `out`
    for (std::size_t at = 0; at < text.size();) {
        if (is_plain(text[at])) {
            ++at;
            continue;
        }
        const CodePoint point = decode(text, at);
        const std::size_t begin = std::exchange(at, at + point.size);
        if (point.valid && point.value >= 0x80 && !acts_on_terminal(point.value)) continue;
        out.append(text.substr(done, begin - done));
        done = at;
        if (point.value == '\t') {
            out.append("    ");
        } else if (point.value < 0x20) {
            append(out, 0x2400 + point.value);
        } else if (point.value == 0x7F) {
            append(out, 0x2421);
        } else if (!point.valid) {
            append(out, 0xFFFD);
        } else {
            fmt::format_to(std::back_inserter(out), "<U+{:04X}>", static_cast<std::uint32_t>(point.value));
        }
    }
    return out.append(text.substr(done));
}

std::string quote(std::string_view text) {
    constexpr std::size_t longest = 60;
    const std::size_t end = offset_of(text, longest);
    return fmt::format("'{}{}'", text.substr(0, end), end < text.size() ? "…" : "");
}

}  // namespace camlint
