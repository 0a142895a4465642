// camlint: runs one subcommand, turns errors into exit code 2.

#include <csignal>
#include <exception>
#include <string>

#include "cli/error.hpp"
#include "cli/program.hpp"

int main(int argc, char** argv) {
    // A file that may grow no further is an error like others, told where it is written.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return camlint::run_program(
            {.name = "camlint",
             .summary = "A linter for camera directives in MiniMax Hailuo text-to-video prompts",
             .exit_codes = "Exit codes: 0 nothing found, 1 findings, 2 an error of usage or reading.",
             .commands = camlint::subcommands()},
            argc, argv);
    } catch (const camlint::Error& error) {
        camlint::print_error(error.what());
    } catch (const std::exception& error) {
        camlint::print_error(std::string("internal error: ") + error.what());
    }
    return camlint::exit_error;
}
