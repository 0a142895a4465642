#pragma once
// What would be sent, as a script: the exact requests as curl commands, with the key as a variable. No key is
// in it, whatever the requests say.

#include <string>
#include <vector>

#include "cli/paid/estimate.hpp"
#include "cli/paid/service.hpp"
#include "submit/ledger.hpp"

namespace camlint {

/// `ledger` tells what was sent already; null for none.
[[nodiscard]] std::string dry_run(const std::vector<Order>& orders, const Service& service,
                                  const SubmitLimits& limits, const SendOptions& send, const Ledger* ledger);

}  // namespace camlint
