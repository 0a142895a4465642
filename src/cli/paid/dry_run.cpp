#include "cli/paid/dry_run.hpp"

#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "cli/scripts.hpp"
#include "submit/credentials.hpp"
#include "submit/redactor.hpp"
#include "submit/request.hpp"
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
        single_quoted(service.endpoint.create()), variables.front(),
        single_quoted(body_with_callback(order.body, order.callback_url)));
}

/// One line, whatever is in it: what comes behind its end is run.
std::string comment(std::string_view text) { return fmt::format("# {}\n", printable(text)); }

}  // namespace

std::string dry_run(const std::vector<Order>& orders, const Service& service, const SubmitLimits& limits,
                    const SendOptions& send, const Ledger* ledger) {
    Redactor redactor;
    for (const std::string& key : keys_of_environment()) redactor.add(key);
    // A redactor shortens URLs too, which is not wanted where there is no secret.
    const auto safe = [&](const std::string& text) {
        return redactor.finds_secret(text) ? redactor(text) : text;
    };
    std::string text;
    std::vector<Order> unsent;
    std::set<std::string_view> seen;
    for (const Order& order : orders) {
        text += comment(safe(fmt::format("{}: {}, {} s, {}, {}", order.source, order.model, order.duration,
                                         order.resolution, price(order, limits))));
        const std::optional<Row> row = ledger == nullptr ? std::nullopt : ledger->find_order(order);
        if (row && !is_to_send(row->state)) {
            text += comment(fmt::format("row {} already: {}", row->row, name_of(row->state)));
        } else if (!seen.insert(order.request_hash).second) {
            text += comment("the same request as above");
        } else if (const std::string one = command(order, service); redactor.finds_secret(one)) {
            text += comment("a key is in it, so it is neither shown nor sent");
        } else {
            text += one;
            unsent.push_back(order);
        }
    }
    if (!send.public_url.empty()) text += "# each request gets a callback_url of its own when it is sent\n";
    const double rate = 60000.0 / static_cast<double>(send.gap.count());
    return text +
           fmt::format("# {} at {:.6g} a minute\n", describe(estimate_of(unsent, limits, send.gap)), rate);
}

}  // namespace camlint
