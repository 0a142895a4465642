// camlint: parses the command line, runs one subcommand, turns errors into exit code 2.

#include <cstdio>
#include <exception>
#include <functional>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/error.hpp"
#include "cli/subcommand.hpp"

namespace {

int run(int argc, char** argv) {
    CLI::App app{"A linter for camera directives in MiniMax Hailuo text-to-video prompts", "camlint"};
    app.require_subcommand(1);
    app.footer("Exit codes: 0 nothing found, 1 findings, 2 an error of usage or reading.");
    std::vector<std::pair<CLI::App*, std::function<int()>>> commands;
    for (const camlint::Subcommand& row : camlint::subcommands()) {
        CLI::App* command = app.add_subcommand(row.name, row.summary);
        if (row.hidden) command->group("");
        commands.emplace_back(command, row.setup(*command));
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        camlint::print_error(error.what());
        std::fputs("Run 'camlint --help' or 'camlint COMMAND --help' for usage.\n", stderr);
        return camlint::exit_error;
    }
    for (const auto& [command, action] : commands) {
        if (command->parsed()) return action();
    }
    return camlint::exit_error;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const camlint::Error& error) {
        camlint::print_error(error.what());
    } catch (const std::exception& error) {
        camlint::print_error(std::string("internal error: ") + error.what());
    }
    return camlint::exit_error;
}
