#pragma once
// The commands that camlint-submit has beside the linter's own: each has a file of its own in this folder.
// Their names and summaries stand in the linter's table, so that its help knows them too.

#include <functional>
#include <span>

#include "cli/subcommand.hpp"

namespace camlint {

/// The linter's commands, with those that it leaves to this program set up.
[[nodiscard]] std::span<const Subcommand> all_commands();

std::function<int()> setup_submit(CommandOptions command);
std::function<int()> setup_tasks(CommandOptions command);
std::function<int()> setup_resume(CommandOptions command);
std::function<int()> setup_fetch(CommandOptions command);
std::function<int()> setup_reconcile(CommandOptions command);
std::function<int()> setup_callback(CommandOptions command);
std::function<int()> setup_ledger(CommandOptions command);

}  // namespace camlint
