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
    Subcommand{"timeline", "Show the camera path that prompts direct", false, setup_timeline},
    Subcommand{"preview", "Film that path in a page for a browser", false, setup_preview},
    Subcommand{"stream", "Lint lines of JSON, one line out for each line in", false, setup_stream},
    Subcommand{"lsp", "Serve an editor on standard input and output", false, setup_lsp},
    Subcommand{"version", "Print the version", false, setup_version},
    Subcommand{"submit", "Lint prompts and pay for those that pass, once each", false, nullptr},
    Subcommand{"tasks", "List what was submitted", false, nullptr},
    Subcommand{"resume", "Follow what is running, download what is done", false, nullptr},
    Subcommand{"fetch", "Download one video", false, nullptr},
    Subcommand{"reconcile", "Say what became of requests that nobody knows of", false, nullptr},
    Subcommand{"callback", "Receive what the service says of tasks", false, nullptr},
    Subcommand{"ledger", "Check what is kept of what was paid for", false, nullptr},
    Subcommand{"dump", "Print the syntax nodes of a prompt", true, setup_dump},
    Subcommand{"drawings", "Print the page of camera moves, or a drawing of it", true, setup_drawings},
    Subcommand{"completions", "Print what makes a shell complete commands and flags", true, setup_completions,
               true},
    Subcommand{"man", "Print the manual page", true, setup_man, true},
};

}  // namespace

std::span<const Subcommand> subcommands() { return rows; }

}  // namespace camlint
