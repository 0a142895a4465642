#pragma once
// What would be sent, as a script: the exact requests as curl commands, with the key as a variable.

#include <string>
#include <vector>

#include "cli/paid/estimate.hpp"
#include "cli/paid/service.hpp"

namespace camlint {

[[nodiscard]] std::string dry_run(const std::vector<Order>& orders, const Service& service,
                                  const SubmitLimits& limits, const SendOptions& send, bool has_callback);

}  // namespace camlint
