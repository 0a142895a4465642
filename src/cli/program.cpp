#include "cli/program.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "catalog/near.hpp"
#include "cli/error.hpp"
#include "cli/options.hpp"
#include "version.hpp"

namespace camlint {
namespace {

/// The subcommand that the first argument names; null for none or a flag. Throws Error for anything else.
const Subcommand* named_command(const Program& program, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') return nullptr;
    const std::string name = argv[1];
    std::vector<std::string_view> names;
    for (const Subcommand& row : program.commands) {
        if (name == row.name) return &row;
        if (!row.hidden) names.emplace_back(row.name);
    }
    throw Error(fmt::format("no command '{}'{}; 'camlint --help' lists them", name,
                            did_you_mean(nearest(name, names))));
}

/// Becomes camlint-submit where a command is that one's; comes back where it is not, or nothing is missing
/// without it.
void leave_to_submit(const Program& program, const Subcommand& command, char** argv) {
    const auto is_absent = [](const Subcommand& row) { return row.setup == nullptr; };
    if (!is_absent(command) && !(command.is_of_all && std::ranges::any_of(program.commands, is_absent)))
        return;
    constexpr const char* name = "camlint-submit";
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) execv((self.parent_path() / name).c_str(), argv);
    if (error || errno == ENOENT) execvp(name, argv);
    if (command.is_of_all) return;
    if (errno != ENOENT) throw Error(fmt::format("cannot start camlint-submit: {}", std::strerror(errno)));
    throw Error(
        fmt::format("'{}' needs the program camlint-submit, which is not beside camlint and not on PATH; "
                    "it is built where libcurl, SQLite, OpenSSL and libmicrohttpd are installed",
                    command.name));
}

}  // namespace

int run_program(const Program& program, int argc, char** argv) {
    CommandParser parser(program.name, program.summary, program.exit_codes);
    const Subcommand* named = named_command(program, argc, argv);
    if (named != nullptr) leave_to_submit(program, *named, argv);
    std::vector<std::pair<CommandOptions, std::function<int()>>> commands;
    for (const Subcommand& row : program.commands) {
        const CommandOptions command = parser.add_command(row.name, row.summary, row.hidden);
        // Setting up flags takes most of a start, so only those that can be used are. Hidden commands print
        // what is to be known of all.
        const bool is_wanted = named == nullptr || named->hidden || named == &row;
        if (is_wanted && row.setup != nullptr) commands.emplace_back(command, row.setup(command));
    }
    if (const auto code = parser.parse(argc, argv)) return *code;
    for (const auto& [command, action] : commands) {
        if (command.is_named()) return action();
    }
    return exit_error;
}

}  // namespace camlint
