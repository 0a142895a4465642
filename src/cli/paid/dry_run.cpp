#include "cli/paid/dry_run.hpp"

#include <fmt/format.h>

#include "cli/scripts.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

std::string price(const Order& order, const SubmitLimits& limits) {
    const auto cents = price_of(order, limits);
    return cents ? dollars(*cents) : std::string("price unknown");
}

std::string command(const Order& order, const Service& service) {
    const std::vector<std::string> variables =
        key_variables(*service.key.provider, service.key.has_own_address);
    return fmt::format(
        "curl -X POST {} \\\n  -H \"Authorization: Bearer ${}\" \\\n"
        "  -H 'Content-Type: application/json' \\\n  --data-binary {}\n",
        single_quoted(service.endpoint.create()), variables.front(), single_quoted(order.body));
}

}  // namespace

std::string dry_run(const std::vector<Order>& orders, const Service& service, const SubmitLimits& limits,
                    const SendOptions& send, bool has_callback) {
    std::string text;
    for (const Order& order : orders) {
        text += fmt::format("# {}: {}, {} s, {}, {}\n", printable(order.source), order.model, order.duration,
                            order.resolution, price(order, limits));
        text += command(order, service);
    }
    if (has_callback) text += "# each request gets a callback_url of its own when it is sent\n";
    const double rate = 60000.0 / static_cast<double>(send.gap.count());
    return text +
           fmt::format("# {} at {:.3g} a minute\n", describe(estimate_of(orders, limits, send.gap)), rate);
}

}  // namespace camlint
