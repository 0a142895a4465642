#pragma once
// A struct that the caller filled, perhaps compiled against an older or a newer header than this library:
// its first field is its size. Never reads beyond that size.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "capi/refusal.hpp"

namespace camlint {

/// The struct as this library knows it. What an older program does not know of is not given; what a newer one
/// gives and this library does not know is refused. `least` is the size of the struct's first version.
template <typename Struct>
[[nodiscard]] Struct given(const Struct* from, std::size_t least, std::string_view name) {
    constexpr std::size_t most = 4096;  // beyond that it was never set
    const auto refuse = [&](std::string_view why) {
        throw Refusal(CAMLINT_BAD_ARGUMENT, std::string(name).append(why));
    };
    if (from == nullptr) refuse(" is NULL");
    if (from->size < least || from->size > most) refuse(": its size is not set to its sizeof");
    const std::span bytes(reinterpret_cast<const unsigned char*>(from), from->size);
    const std::size_t known = std::min(bytes.size(), sizeof(Struct));
    const auto is_zero = [](unsigned char byte) { return byte == 0; };
    if (!std::ranges::all_of(bytes.subspan(known), is_zero)) refuse(": has fields of a newer library");
    Struct copy{};
    std::memcpy(&copy, bytes.data(), known);
    return copy;
}

}  // namespace camlint
