#pragma once
// The table of subcommands. Each has a file of its own in this folder.

#include <functional>
#include <span>

namespace camlint {

class CommandOptions;

/// Exit codes of the linter's commands.
inline constexpr int exit_clean = 0;
inline constexpr int exit_findings = 1;
inline constexpr int exit_error = 2;

struct Subcommand {
    const char* name;
    const char* summary;
    bool hidden;
    /// Adds the options and gives what runs once they are parsed; that returns the exit code. Null for a
    /// command of camlint-submit.
    std::function<int()> (*setup)(CommandOptions command);
    bool is_of_all = false;  ///< says what all commands are: the program that knows most of them runs it
};

[[nodiscard]] std::span<const Subcommand> subcommands();

std::function<int()> setup_check(CommandOptions command);
std::function<int()> setup_format(CommandOptions command);
std::function<int()> setup_rule(CommandOptions command);
std::function<int()> setup_list(CommandOptions command);
std::function<int()> setup_config(CommandOptions command);
std::function<int()> setup_timeline(CommandOptions command);
std::function<int()> setup_preview(CommandOptions command);
std::function<int()> setup_stream(CommandOptions command);
std::function<int()> setup_lsp(CommandOptions command);
std::function<int()> setup_version(CommandOptions command);
std::function<int()> setup_dump(CommandOptions command);
std::function<int()> setup_drawings(CommandOptions command);
std::function<int()> setup_completions(CommandOptions command);
std::function<int()> setup_man(CommandOptions command);

}  // namespace camlint
