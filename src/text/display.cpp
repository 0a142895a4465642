#include "text/display.hpp"

#include <utf8proc.h>

#include <fmt/format.h>

#include "text/cluster.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr char32_t zero_width_joiner = 0x200D;

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
        const Cluster cluster = cluster_at(text, at);
        width += cluster.cells;
        at += cluster.size;
    }
    return width;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (point.value == '\t') {
            out.append("    ");
        } else if (point.value < 0x20) {
            append(out, 0x2400 + point.value);
        } else if (point.value == 0x7F) {
            append(out, 0x2421);
        } else if (!point.valid) {
            append(out, 0xFFFD);
        } else if (point.value >= 0x80 && acts_on_terminal(point.value)) {
            fmt::format_to(std::back_inserter(out), "<U+{:04X}>", static_cast<std::uint32_t>(point.value));
        } else {
            out.append(text.substr(at, point.size));
        }
        at += point.size;
    }
    return out;
}

std::string quote(std::string_view text) {
    constexpr std::size_t longest = 60;
    const std::size_t end = offset_of(text, longest);
    return fmt::format("'{}{}'", text.substr(0, end), end < text.size() ? "…" : "");
}

}  // namespace camlint
