#include "catalog/near.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "catalog/fold.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

std::u32string code_points(std::string_view text) {
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        points.push_back(point.value);
        at += point.size;
    }
    return points;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    // A code point has four bytes at most, an edit adds or takes one code point.
    constexpr std::size_t widest = 4;
    if (std::max(a.size(), b.size()) > widest * (std::min(a.size(), b.size()) + limit)) return limit + 1;
    const std::u32string left = code_points(a);
    const std::u32string right = code_points(b);
    const std::size_t gap =
        left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
    if (gap > limit) return limit + 1;

    using Row = std::vector<std::size_t>;
    std::array<Row, 3> rows{Row(right.size() + 1), Row(right.size() + 1), Row(right.size() + 1)};
    for (std::size_t j = 0; j <= right.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        Row& row = rows[i % 3];
        const Row& above = rows[(i + 2) % 3];
        const Row& two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t change = left[i - 1] == right[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
            const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
        }
    }
    return std::min(rows[left.size() % 3][right.size()], limit + 1);
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
    const std::string key = fold(name);
    std::size_t limit = std::max<std::size_t>(1, key.size() / 3);
    std::string_view best;
    for (const std::string_view candidate : candidates) {
        const std::string other = fold(candidate);
        if (other == key) return candidate;
        const bool begun = key.size() >= 3 && other.starts_with(key);
        const std::size_t distance = begun ? 1 : edit_distance(key, other, limit);
        if (distance > limit || (distance == limit && !best.empty())) continue;
        best = candidate;
        limit = distance;
    }
    return best;
}

std::string did_you_mean(std::string_view suggestion) {
    return suggestion.empty() ? std::string() : fmt::format("; did you mean {}?", quote(suggestion));
}

}  // namespace camlint
