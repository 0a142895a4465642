// camlint ledger: whether what is kept is whole, and where it is.

#include <memory>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/state_folder.hpp"
#include "submit/error.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

int check() {
    const Desk desk;
    const std::vector<std::string> problems = desk.ledger.check();
    for (const std::string& problem : problems) print(printable(problem) + "\n");
    if (problems.empty()) print(fmt::format("ledger ok: {}\n", counted(desk.ledger.list().size(), "row")));
    flush_output();
    return problems.empty() ? exit_clean : exit_ledger;
}

int path() {
    print(state_folder().ledger() + "\n");
    flush_output();
    return exit_clean;
}

int run(const std::string& action) {
    if (action == "check") return check();
    if (action == "path") return path();
    if (action.empty()) throw Error("expected 'camlint ledger check' or 'camlint ledger path'");
    fail_choice("ledger", action, {"check", "path"});
}

}  // namespace

std::function<int()> setup_ledger(CommandOptions command) {
    auto action = std::make_shared<std::string>();
    command.add_option("ACTION", *action, "check: look through all of it; path: print where it is");
    return [action] { return run(*action); };
}

}  // namespace camlint
