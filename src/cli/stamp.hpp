#pragma once
// What a file is known by without reading it, to see whether it has changed.

#include <cstdint>
#include <string>

namespace camlint {

/// All zero where there is no file.
struct Stamp {
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;

    bool operator==(const Stamp&) const = default;
};

/// Of what a path leads to.
[[nodiscard]] Stamp stamp_of(const std::string& path);

}  // namespace camlint
