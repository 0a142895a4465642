#pragma once
// The table of camlint-submit's commands. Each has a file of its own in this folder.

#include <functional>
#include <span>

#include "cli/subcommand.hpp"

namespace camlint {

[[nodiscard]] std::span<const Subcommand> paid_commands();

std::function<int()> setup_callback(CLI::App& app);
std::function<int()> setup_tasks(CLI::App& app);
std::function<int()> setup_reconcile(CLI::App& app);
std::function<int()> setup_ledger(CLI::App& app);
std::function<int()> setup_tasks(CLI::App& app);
std::function<int()> setup_reconcile(CLI::App& app);
std::function<int()> setup_ledger(CLI::App& app);
std::function<int()> setup_callback(CLI::App& app);

}  // namespace camlint
