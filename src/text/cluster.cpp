#include "text/cluster.hpp"

#include <utf8proc.h>

#include <algorithm>

#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr char32_t emoji_variation = 0xFE0F;

std::size_t cells_of(char32_t value) {
    return static_cast<std::size_t>(std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(value))));
}

bool is_regional_indicator(char32_t value) { return value >= 0x1F1E6 && value <= 0x1F1FF; }

}  // namespace

Cluster cluster_at(std::string_view text, std::size_t at) {
    Cluster cluster;
    char32_t previous = 0;
    utf8proc_int32_t state = 0;
    while (at + cluster.size < text.size()) {
        const CodePoint point = decode(text, at + cluster.size);
        const auto left = static_cast<utf8proc_int32_t>(previous);
        const auto right = static_cast<utf8proc_int32_t>(point.value);
        if (cluster.size > 0 && utf8proc_grapheme_break_stateful(left, right, &state)) break;
        // A cluster is as wide as its widest part; VS16 and a flag's second half make it 2 wide.
        const bool wide = point.value == emoji_variation ||
                          (is_regional_indicator(point.value) && is_regional_indicator(previous));
        cluster.cells = std::max(cluster.cells, wide ? std::size_t{2} : cells_of(point.value));
        cluster.size += point.size;
        previous = point.value;
    }
    return cluster;
}

std::string clipped(std::string_view text, std::size_t widest) {
    std::size_t cells = 0;
    std::size_t kept = 0;  // bytes that leave a cell for the ellipsis
    for (std::size_t at = 0; at < text.size();) {
        const Cluster cluster = cluster_at(text, at);
        cells += cluster.cells;
        if (cells > widest) return std::string(text.substr(0, kept)) + (widest > 0 ? "…" : "");
        at += cluster.size;
        if (cells < widest) kept = at;
    }
    return std::string(text);
}

}  // namespace camlint
