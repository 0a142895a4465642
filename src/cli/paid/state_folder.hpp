#pragma once
// Where the ledger is kept, by the XDG base directory specification: $XDG_STATE_HOME/camlint, or
// ~/.local/state/camlint. A variable that is no absolute path is taken as not set, as the specification says.

#include <cstdint>
#include <string>

#include "submit/ledger.hpp"
#include "submit/owner.hpp"
#include "submit/redactor.hpp"

namespace camlint {

struct StateFolder {
    std::string path;

    [[nodiscard]] std::string ledger() const { return path + "/ledger.sqlite3"; }
    [[nodiscard]] std::string owners() const { return path + "/run"; }
};

/// Makes nothing. Throws Error where neither variable says where.
[[nodiscard]] StateFolder state_folder();

/// What a command of the paid program works with. Opening it gives what dead processes held to what is known
/// of it, with a note for each row. Throws LedgerError.
struct Desk {
    Desk();

    StateFolder folder = state_folder();
    Redactor redactor;
    Owner owner;
    Ledger ledger;
};

/// "row 3", or "row 3 (prompts.csv, prompt 2)" where its source is known.
[[nodiscard]] std::string describe(const Row& row);

/// The row of a number as it was typed. Throws Error.
[[nodiscard]] Row chosen_row(const Ledger& ledger, const std::string& number);

}  // namespace camlint
