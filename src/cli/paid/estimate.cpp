#include "cli/paid/estimate.hpp"

#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "catalog/prices.hpp"
#include "catalog/providers.hpp"
#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/paid/service.hpp"
#include "cli/paid/user_config.hpp"

namespace camlint {

SubmitLimits chosen_limits(const Project& project, const std::vector<std::string>& files,
                           const std::string& max_cost, const std::string& max_videos) {
    constexpr double most_dollars = 1e6;
    std::set<const Setting*> said{project.setting_of_folder("submit")};
    for (const std::string& file : files) said.insert(project.setting_of(file, "submit"));
    SubmitLimits limits = load_user_config().limits;
    for (const Setting* table : said) {
        limits = narrowed(std::move(limits), table == nullptr ? SubmitLimits() : limits_of(*table));
    }
    if (!max_videos.empty()) limits.max_videos = chosen_number("--max-videos", max_videos, 1);
    if (!max_cost.empty()) {
        limits.max_cost = std::llround(100 * chosen_amount("--max-cost", max_cost, most_dollars));
    }
    return limits;
}

int chosen_rpm() {
    const Project project{Flags{}};
    const SubmitLimits limits = chosen_limits(project, {}, {}, {});
    project.check_configurations();
    return limits.rpm.value_or(default_requests_per_minute);
}

std::optional<std::int64_t> price_of(const Order& order, const SubmitLimits& limits) {
    // Others may ask for more.
    const bool by_catalog =
        order.provider == priced_provider && order.base_url == find_provider(priced_provider)->base_url;
    return limits.price(order.model, order.resolution, order.duration, by_catalog);
}

Estimate estimate_of(const std::vector<Order>& orders, const SubmitLimits& limits, Milliseconds gap) {
    Estimate estimate{.requests = orders.size()};
    for (const Order& order : orders) {
        const auto cents = price_of(order, limits);
        estimate.cents += cents.value_or(0);
        estimate.unpriced += cents ? 0U : 1U;
    }
    if (estimate.requests > 1) estimate.sending = gap * static_cast<std::int64_t>(estimate.requests - 1);
    return estimate;
}

std::string describe(const Estimate& estimate) {
    std::string cost = dollars(estimate.cents);
    if (estimate.unpriced == estimate.requests && estimate.requests > 0) {
        cost = "at an unknown price";
    } else if (estimate.unpriced > 0) {
        cost += fmt::format(" and {} at an unknown price", estimate.unpriced);
    }
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(estimate.sending).count();
    const std::string time =
        seconds < 120 ? fmt::format("{} s", seconds) : fmt::format("{} min", (seconds + 59) / 60);
    return fmt::format("{}, {}, about {} to send", counted(estimate.requests, "request"), cost, time);
}

std::string dollars(std::int64_t cents) { return fmt::format("${}.{:02}", cents / 100, cents % 100); }

}  // namespace camlint
