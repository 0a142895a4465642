#pragma once
// Sends, follows and downloads rows that are in the ledger already, each at the service that it is for.

#include <string>
#include <vector>

#include "cli/paid/run.hpp"
#include "cli/paid/service.hpp"
#include "cli/paid/state_folder.hpp"

namespace camlint {

/// Takes each row where it stands, service by service; gives the worst exit code.
int follow_rows(Desk& desk, const std::vector<Row>& rows, const ServiceFlags& flags,
                const RunOptions& options);

/// A folder that videos can go to, made where it is missing, as an absolute path; empty for an empty one.
/// Throws Error.
[[nodiscard]] std::string made_folder(const std::string& folder);

}  // namespace camlint
