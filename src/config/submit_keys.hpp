#pragma once
// The keys that say how requests are paid for: those of a project's table [submit], and those of the user's
// own file, which may also say where requests and the key go. A project can lower what the user allows, never
// raise it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "config/setting.hpp"
#include "config/shape.hpp"

namespace camlint {

/// Of the table [submit].
extern const Shape project_submit_shape;

/// Of the user's file as a whole.
extern const Shape user_submit_shape;

struct SubmitLimits {
    std::optional<int> rpm;  ///< requests a minute
    std::optional<int> max_videos;
    std::optional<std::int64_t> max_cost;  ///< cents
    std::map<std::tuple<std::string, std::string, int>, std::int64_t>
        prices;                     ///< cents by model, resolution and seconds
    decltype(prices) least_prices;  ///< of a project: what is asked at least

    /// Cents: what is said here, else, where `by_catalog`, what the catalog knows; nothing where the price is
    /// unknown.
    [[nodiscard]] std::optional<std::int64_t> price(std::string_view model, std::string_view resolution,
                                                    int duration, bool by_catalog = true) const;
};

/// What a table that has been checked says, [submit] or the user's file.
[[nodiscard]] SubmitLimits limits_of(const Setting& table);

/// What holds where a project says something too: its limits where they are lower than the user's (without
/// these, than the standard requests a minute), its prices where they are higher or the only ones.
[[nodiscard]] SubmitLimits narrowed(SubmitLimits user, const SubmitLimits& project);

}  // namespace camlint
