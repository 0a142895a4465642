#include "cli/subcommand.hpp"

#include <array>

namespace camlint {
namespace {

constexpr std::array rows{
    Subcommand{"check", "Lint prompts in files or standard input", false, setup_check},
    Subcommand{"format", "Write directives as they are documented", false, setup_format},
    Subcommand{"rule", "Explain a rule", false, setup_rule},
    Subcommand{"list", "Print the catalog: commands, models, providers, rules, formats", false, setup_list},
    Subcommand{"config", "Print the configuration that holds and what says so", false, setup_config},
    Subcommand{"version", "Print the version", false, setup_version},
    Subcommand{"dump", "Print the syntax nodes of a prompt", true, setup_dump},
    Subcommand{"completions", "Print what makes a shell complete commands and flags", true,
               setup_completions},
    Subcommand{"man", "Print the manual page", true, setup_man},
};

}  // namespace

std::span<const Subcommand> subcommands() { return rows; }

}  // namespace camlint
