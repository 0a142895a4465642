#pragma once
// What a video costs, as far as a text says so. Never guesses: a price that is not in the table is unknown.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "catalog/basis.hpp"

namespace camlint {

struct Price {
    std::string_view model;
    std::string_view resolution;
    int duration;        ///< seconds
    std::int64_t cents;  ///< of US dollars
    Basis basis;
};

/// The provider whose prices these are, at its own base URL.
inline constexpr std::string_view priced_provider = "minimax";

[[nodiscard]] std::span<const Price> prices();

/// Cents of US dollars; nothing where no text says it. Of the official host; others may ask for more or less.
[[nodiscard]] std::optional<std::int64_t> find_price(std::string_view model, std::string_view resolution,
                                                     int duration);

}  // namespace camlint
