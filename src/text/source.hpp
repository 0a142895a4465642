#pragma once
// The bytes that are looked at and where they come from: a whole file, or one record of a file
// that is read record by record. Owns nothing.

#include <cstddef>
#include <string_view>

namespace camlint {

/// Where a piece of a file starts.
struct Origin {
    std::size_t byte = 0;  ///< 0-based offset of the piece in the file
    std::size_t line = 1;  ///< 1-based number of its first line
};

struct Source {
    std::string_view name;  ///< as the user named it; may hold any bytes
    std::string_view bytes;
    Origin origin;
};

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Offset of the first byte that is text: behind a byte order mark at the file's start.
[[nodiscard]] constexpr std::size_t start_of(const Source& source) {
    const bool marked = source.origin.byte == 0 && source.bytes.starts_with(byte_order_mark);
    return marked ? byte_order_mark.size() : 0;
}

}  // namespace camlint
