#pragma once
// Sends, follows and downloads rows that are in the ledger already, each at the service that it is for.

#include <string>
#include <vector>

#include "cli/paid/run.hpp"
#include "cli/paid/service.hpp"
#include "cli/paid/state_folder.hpp"

namespace camlint {

/// Rows of one service, and the key to it.
struct Group {
    Service service;
    std::string key;
    std::vector<std::int64_t> rows;
    int exit_code = 0;  ///< why nothing can be asked there; it has been said
};

/// By whom they were sent to. Takes all keys out of the environment.
[[nodiscard]] std::vector<Group> group(Desk& desk, const std::vector<Row>& rows, const ServiceFlags& flags);

/// Takes each row where it stands, service by service; gives the worst exit code.
int follow_rows(Desk& desk, const std::vector<Group>& groups, const RunOptions& options);

/// A folder that videos can go to, made where it is missing, as an absolute path; empty for an empty one.
/// Throws Error.
[[nodiscard]] std::string made_folder(const std::string& folder);

}  // namespace camlint
