#pragma once
// The ledger's file: how it is made, opened, set and looked through. Knows its tables, but no row.

#include <memory>
#include <string>
#include <vector>

#include "submit/database.hpp"

namespace camlint {

/// "CAML": what tells a ledger from any other SQLite file.
inline constexpr int ledger_application = 0x43414D4C;
inline constexpr int ledger_version = 1;

/// Opens the ledger at `path`, or makes it. Throws LedgerError for what is no ledger, is another user's, is
/// of a newer version, or is damaged as far as a quick check sees.
[[nodiscard]] std::unique_ptr<Database> open_ledger(const std::string& path);

/// What a whole check finds wrong with the file: pages, indexes, references, tables, triggers and modes.
[[nodiscard]] std::vector<std::string> check_ledger_file(Database& database);

}  // namespace camlint
