// camlint fetch: one video to a file.

#include <charconv>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/error.hpp"
#include "cli/output.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/follow_rows.hpp"
#include "cli/paid/service.hpp"
#include "cli/paid/state_folder.hpp"

namespace camlint {
namespace {

struct Options {
    ServiceFlags service;
    std::string task;
    std::string output;
    bool wait = false;
};

/// By the row's number or the service's id of the task. Throws Error.
Row find_row(const Ledger& ledger, const std::string& text) {
    if (const std::optional<Row> row = ledger.find_task(text)) return *row;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) {
        if (const std::optional<Row> row = ledger.find(number)) return *row;
    }
    throw Error(fmt::format("no task and no row '{}'; 'camlint tasks' lists them", text));
}

std::string chosen_file(const Options& options, const Row& row) {
    const std::string file = options.output.empty() ? fmt::format("camlint-{}.mp4", row.row) : options.output;
    return std::filesystem::absolute(file).lexically_normal().string();
}

/// What can be known to fail is told before anything is asked. Throws Error.
void check_file(const std::filesystem::path& file) {
    std::error_code error;
    if (file.extension() != ".mp4") {
        throw Error(fmt::format("-o takes a file whose name ends in .mp4, not '{}'", file.string()));
    }
    if (!std::filesystem::is_directory(file.parent_path(), error)) {
        throw Error(fmt::format("there is no folder '{}'", file.parent_path().string()));
    }
    if (std::filesystem::exists(file, error)) {
        throw Error(fmt::format("'{}' exists already; nothing is replaced", file.string()));
    }
}

int fetch(const Options& options) {
    Desk desk;
    const Row row = find_row(desk.ledger, options.task);
    const bool has_video = row.state == State::succeeded || row.state == State::done;
    if (!has_video && !is_pending(row.state)) {
        throw Error(fmt::format("row {} has no video: it is {}{}", row.row, name_of(row.state),
                                row.reason.empty() ? "" : fmt::format(" ({})", row.reason)));
    }
    const std::string file = chosen_file(options, row);
    if (row.state == State::done && row.path == file && std::filesystem::exists(file)) {
        print(desk.redactor(file) + "\n");  // where it is already
        flush_output();
        return 0;
    }
    check_file(file);
    RunOptions run{.send = {},
                   .follow = follow_options(options.service),
                   .sends = false,
                   .waits = true,
                   .folder = {},
                   .file = {}};
    run.file = file;
    if (!has_video && !options.wait) run.follow.asks_once = true;
    const int code = follow_rows(desk, group(desk, {row}, options.service), run);
    const Row now = *desk.ledger.find(row.row);
    if (now.state == State::done) print(desk.redactor(now.path) + "\n");
    flush_output();
    return code;
}

}  // namespace

std::function<int()> setup_fetch(CLI::App& app) {
    auto options = std::make_shared<Options>();
    app.add_option("TASK", options->task, "The number of a row, or the service's id of a task")->required();
    app.add_option("-o,--output", options->output,
                   "The file, which ends in .mp4; camlint-ROW.mp4 if not given");
    app.add_flag("--wait", options->wait, "Follow the task until it has ended");
    add_service_flags(app, options->service);
    add_follow_flags(app, options->service);
    return [options] { return fetch(*options); };
}

}  // namespace camlint
