#pragma once
// Folders that only their owner can change: where the ledger and the marks of processes are kept.

#include <string>

namespace camlint {

/// Makes `folder` and what is missing above it (mode 0700), and gives its path without links. Throws
/// LedgerError where it cannot be made, is not this user's, or others can write to it.
[[nodiscard]] std::string private_folder(const std::string& folder);

/// Makes the names of what is in a folder durable.
void sync_folder(const std::string& folder);

}  // namespace camlint
