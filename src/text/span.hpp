#pragma once
// A half-open range of byte offsets, and the slice of a text that it names.
// Never holds a line or a column: those exist only at the edge (position.hpp).

#include <cstddef>
#include <memory>
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

/// Where `piece` lies in `text`: anything with begin() and end() that point into the text, such as a
/// view of it or what a grammar rule has matched.
template <typename Piece>
[[nodiscard]] constexpr Span span_of(const Piece& piece, std::string_view text) {
    const char* begin = std::to_address(piece.begin());
    const auto offset = static_cast<std::size_t>(begin - text.data());
    return {offset, offset + static_cast<std::size_t>(piece.end() - piece.begin())};
}

}  // namespace camlint
