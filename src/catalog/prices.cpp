#include "catalog/prices.hpp"

#include <algorithm>
#include <array>

namespace camlint {
namespace {

// Dated 2026.
constexpr Basis elsewhere{Grade::c, source::clients};

constexpr std::array rows{
    Price{"MiniMax-Hailuo-2.3", "768P", 6, 28, elsewhere},
    Price{"MiniMax-Hailuo-2.3", "768P", 10, 56, elsewhere},
    Price{"MiniMax-Hailuo-2.3", "1080P", 6, 49, elsewhere},
    Price{"MiniMax-Hailuo-02", "768P", 6, 28, elsewhere},
    Price{"MiniMax-Hailuo-02", "768P", 10, 56, elsewhere},
    Price{"MiniMax-Hailuo-02", "1080P", 6, 49, elsewhere},
};

}  // namespace

std::span<const Price> prices() { return rows; }

std::optional<std::int64_t> find_price(std::string_view model, std::string_view resolution, int duration) {
    const auto row = std::ranges::find_if(rows, [&](const Price& price) {
        return price.model == model && price.resolution == resolution && price.duration == duration;
    });
    if (row == rows.end()) return {};
    return row->cents;
}

}  // namespace camlint
