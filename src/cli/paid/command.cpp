#include "cli/paid/command.hpp"

#include <array>

namespace camlint {
namespace {

constexpr std::array rows{
    Subcommand{"callback", "Receive what the service says of tasks", false, setup_callback},
    Subcommand{"tasks", "List what was submitted", false, setup_tasks},
    Subcommand{"reconcile", "Say what became of requests that nobody knows of", false, setup_reconcile},
    Subcommand{"callback", "Receive what the service says of tasks", false, setup_callback},
    Subcommand{"ledger", "Check what is kept of what was paid for", false, setup_ledger},
};

}  // namespace

std::span<const Subcommand> paid_commands() { return rows; }

}  // namespace camlint
