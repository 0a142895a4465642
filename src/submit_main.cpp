// camlint-submit: lints, pays, follows and downloads. camlint starts it; the linter itself links none of what
// is in here.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <string>

#include "cli/error.hpp"
#include "cli/paid/command.hpp"
#include "cli/program.hpp"
#include "submit/error.hpp"

namespace {

/// A stream that was closed before the start would be the next file that is opened: the ledger.
void open_standard_streams() {
    for (int file = 0; file <= 2; ++file) {
        if (fcntl(file, F_GETFD) < 0 && open("/dev/null", file == 0 ? O_RDONLY : O_WRONLY) < 0) _exit(2);
    }
}

}  // namespace

int main(int argc, char** argv) {
    open_standard_streams();
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return camlint::run_program(
            {.name = "camlint",
             .summary =
                 "Lint prompts for MiniMax Hailuo text-to-video, pay for those that pass, at most once each",
             .exit_codes =
                 "Exit codes: 0 done, 1 findings, rejected or failed, 2 usage or configuration,\n"
                 "3 authentication, 4 balance or budget, 5 still running, 6 nothing could be sent,\n"
                 "7 unknown whether paid, 8 the ledger.",
             .commands = camlint::all_commands()},
            argc, argv);
    } catch (const camlint::SubmitError& error) {
        camlint::print_error(error.what());
        return error.exit_code();
    } catch (const camlint::Error& error) {
        camlint::print_error(error.what());
    } catch (const std::exception& error) {
        camlint::print_error(std::string("internal error: ") + error.what());
    }
    return camlint::exit_error;
}
