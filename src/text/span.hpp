#pragma once
// A half-open range of byte offsets, and the slice of a text that it names.
// Never holds a line or a column: those exist only at the edge (position.hpp).

#include <cstddef>
#include <string_view>

namespace camlint {

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] constexpr std::size_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool empty() const { return begin == end; }
    friend constexpr bool operator==(const Span&, const Span&) = default;
};

/// The bytes of `text` inside `span`; the span must lie inside the text.
[[nodiscard]] constexpr std::string_view slice(std::string_view text, Span span) {
    return text.substr(span.begin, span.size());
}

}  // namespace camlint
