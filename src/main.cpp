// camlint: parses the command line, runs one subcommand, turns errors into exit code 2.

#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "catalog/near.hpp"
#include "cli/error.hpp"
#include "cli/subcommand.hpp"
#include "version.hpp"

namespace camlint {
namespace {

/// The subcommand that the first argument names; null for none or a flag. Throws Error for anything else.
const Subcommand* named_command(int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') return nullptr;
    const std::string name = argv[1];
    std::vector<std::string_view> names;
    for (const Subcommand& row : subcommands()) {
        if (name == row.name) return &row;
        if (!row.hidden) names.emplace_back(row.name);
    }
    throw Error(fmt::format("no command '{}'{}; 'camlint --help' lists them", name,
                            did_you_mean(nearest(name, names))));
}

/// What is wrong with the command line, in our own words where the parser's are not plain.
std::string describe(const CLI::ParseError& error) {
    std::string text = error.what();
    if (error.get_name() == "ExtrasError") {
        return "unknown flag or one argument too many: " + text.substr(text.find(": ") + 2);
    }
    if (error.get_name() == "RequiredError" && text.find("subcommand") != std::string::npos) {
        return "no command; 'camlint --help' lists them";
    }
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

int run(int argc, char** argv) {
    CLI::App app{"A linter for camera directives in MiniMax Hailuo text-to-video prompts", "camlint"};
    app.require_subcommand(1);
    app.set_version_flag("--version", fmt::format("camlint {}", version));
    app.footer("Exit codes: 0 nothing found, 1 findings, 2 an error of usage or reading.");
    const Subcommand* named = named_command(argc, argv);
    std::vector<std::pair<CLI::App*, std::function<int()>>> commands;
    for (const Subcommand& row : subcommands()) {
        CLI::App* command = app.add_subcommand(row.name, row.summary);
        if (row.hidden) command->group("");
        // Setting up flags takes most of a start, so only those that can be used are. Hidden commands print
        // what is to be known of all.
        if (named == nullptr || named->hidden || named == &row) {
            commands.emplace_back(command, row.setup(*command));
        }
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        throw Error(describe(error));
    }
    for (const auto& [command, action] : commands) {
        if (command->parsed()) return action();
    }
    return exit_error;
}

}  // namespace
}  // namespace camlint

int main(int argc, char** argv) {
    // A file that may grow no further is an error like others, told where it is written.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return camlint::run(argc, argv);
    } catch (const camlint::Error& error) {
        camlint::print_error(error.what());
    } catch (const std::exception& error) {
        camlint::print_error(std::string("internal error: ") + error.what());
    }
    return camlint::exit_error;
}
