// camlint resume: follow what is running, download what is done. Sends nothing.

#include <filesystem>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/error.hpp"
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
    if (rows.empty()) {
        print_note("nothing is running");
        return 0;
    }
    const int code = follow_rows(
        desk, group(desk, rows, options.service),
        {.send = {}, .follow = follow, .waits = true, .folder = made_folder(options.download), .file = {}});
    for (Row& row : rows) row = *desk.ledger.find(row.row);
    print(desk.redactor(task_table(rows)));
    flush_output();
    return code;
}

}  // namespace

std::function<int()> setup_resume(CLI::App& app) {
    auto options = std::make_shared<Options>();
    app.add_option("--download", options->download, "Put the videos into this folder");
    add_service_flags(app, options->service);
    add_follow_flags(app, options->service);
    app.footer("Each row is asked for where it was sent to; --base-url asks elsewhere.");
    return [options] { return resume(*options); };
}

}  // namespace camlint
