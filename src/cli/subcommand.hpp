#pragma once
// The table of subcommands. Each has a file of its own in this folder.

#include <functional>
#include <span>

namespace CLI {
class App;
}

namespace camlint {

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
    std::function<int()> (*setup)(CLI::App& app);
    bool is_of_all = false;  ///< says what all commands are: the program that knows most of them runs it
};

[[nodiscard]] std::span<const Subcommand> subcommands();

std::function<int()> setup_check(CLI::App& app);
std::function<int()> setup_format(CLI::App& app);
std::function<int()> setup_rule(CLI::App& app);
std::function<int()> setup_list(CLI::App& app);
std::function<int()> setup_config(CLI::App& app);
std::function<int()> setup_timeline(CLI::App& app);
std::function<int()> setup_preview(CLI::App& app);
std::function<int()> setup_stream(CLI::App& app);
std::function<int()> setup_lsp(CLI::App& app);
std::function<int()> setup_version(CLI::App& app);
std::function<int()> setup_dump(CLI::App& app);
std::function<int()> setup_drawings(CLI::App& app);
std::function<int()> setup_completions(CLI::App& app);
std::function<int()> setup_man(CLI::App& app);

}  // namespace camlint
