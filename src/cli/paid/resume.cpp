// camlint resume: follow what is running, download what is done. Sends nothing.

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/follow_rows.hpp"
#include "cli/paid/service.hpp"
#include "cli/paid/state_folder.hpp"
#include "cli/paid/task_table.hpp"

namespace camlint {
namespace {

struct Options {
    ServiceFlags service;
    std::string download;
};

int resume(const Options& options) {
    Desk desk;
    const FollowOptions follow = follow_options(options.service);
    std::vector<Row> rows = desk.ledger.list({State::accepted, State::running, State::unknown});
    if (!options.download.empty()) {
        for (Row& row : desk.ledger.list({State::succeeded})) rows.push_back(std::move(row));
    }
    // What callbacks said of others is to be looked into too.
    for (const Ledger::Hint& hint : desk.ledger.hints()) {
        const std::optional<Row> row = desk.ledger.find_nonce(hint.nonce);
        if (row && std::ranges::find(rows, row->row, &Row::row) == rows.end()) rows.push_back(*row);
    }
    const std::size_t planned = desk.ledger.list({State::planned}).size();
    if (planned > 0) {
        print_note(
            fmt::format("{} planned and never sent: submit {} again, or 'camlint reconcile ROW --cancel'",
                        planned == 1 ? std::string("1 row is") : counted(planned, "row") + " are",
                        planned == 1 ? "it" : "them"));
    }
    if (rows.empty()) {
        print_note("nothing is running");
        return 0;
    }
    const int code = follow_rows(desk, group(desk, rows, options.service),
                                 {.send = {},
                                  .follow = follow,
                                  .sends = false,
                                  .waits = true,
                                  .folder = made_folder(options.download),
                                  .file = {}});
    for (Row& row : rows) row = *desk.ledger.find(row.row);
    print(desk.redactor(task_table(rows)));
    flush_output();
    return code;
}

}  // namespace

std::function<int()> setup_resume(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("--download", options->download, "Put the videos into this folder");
    add_service_flags(command, options->service);
    add_follow_flags(command, options->service);
    command.footer("Each row is asked for where it was sent to; --base-url asks elsewhere.");
    return [options] { return resume(*options); };
}

}  // namespace camlint
