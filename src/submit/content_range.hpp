#pragma once
// Content-Range (RFC 9110, section 14.4): which bytes of how many an answer brings. Takes what is sound
// alone.

#include <cstdint>
#include <optional>
#include <string_view>

namespace camlint {

struct ContentRange {
    std::uint64_t first = 0, last = 0;
    std::optional<std::uint64_t> total;  ///< nothing for "*"
};

/// "bytes 10-29/30"
[[nodiscard]] std::optional<ContentRange> read_content_range(std::string_view text);

/// The length in "bytes */30", which comes with 416.
[[nodiscard]] std::optional<std::uint64_t> read_unsatisfied(std::string_view text);

}  // namespace camlint
