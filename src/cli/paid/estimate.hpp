#pragma once
// What a run would cost and how long sending takes, as far as prices are known; and the limits that a user
// sets to it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/project.hpp"
#include "config/submit_keys.hpp"
#include "submit/pace.hpp"
#include "submit/row.hpp"

namespace camlint {

/// Flags, then what the user and, below that, the configurations of the current folder and of each file say.
/// Throws Error.
[[nodiscard]] SubmitLimits chosen_limits(const Project& project, const std::vector<std::string>& files,
                                         const std::string& max_cost, const std::string& max_videos);

/// Requests a minute, by the user's and the current folder's configuration. Throws Error.
[[nodiscard]] int chosen_rpm();

struct Estimate {
    std::size_t requests = 0;
    std::size_t unpriced = 0;  ///< requests whose price is not known
    std::int64_t cents = 0;    ///< of all others
    Milliseconds sending{0};   ///< that the rate limit means
};

[[nodiscard]] std::optional<std::int64_t> price_of(const Order& order, const SubmitLimits& limits);
[[nodiscard]] Estimate estimate_of(const std::vector<Order>& orders, const SubmitLimits& limits,
                                   Milliseconds gap);

/// "3 requests, $0.84, about 24 s to send".
[[nodiscard]] std::string describe(const Estimate& estimate);

/// "$0.28".
[[nodiscard]] std::string dollars(std::int64_t cents);

}  // namespace camlint
