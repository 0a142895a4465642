// camlint fetch: one video to a file.

#include <charconv>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/follow_rows.hpp"
#include "cli/paid/service.hpp"
#include "cli/paid/state_folder.hpp"
#include "text/display.hpp"

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

/// Where the video goes, absolute. What would fail at the end fails here, before anything is asked. Throws
/// Error.
std::string chosen_file(const std::string& output, const Row& row) {
    constexpr std::size_t longest = 200;  // with room for what a part is called
    constexpr std::string_view ending = ".mp4";
    const std::string text = output.empty() ? fmt::format("camlint-{}.mp4", row.row) : output;
    const std::filesystem::path file = std::filesystem::absolute(text);
    const std::string name = file.filename().string();
    if (!name.ends_with(ending) || name.front() == '.' || name.size() > longest + ending.size()) {
        throw Error(
            fmt::format("--output {}: expected a name such as 'video.mp4', which ends in '.mp4', begins with "
                        "no dot and has at most {} bytes before the ending",
                        quote(text), longest));
    }
    std::error_code error;
    if (!std::filesystem::is_directory(file.parent_path(), error)) {
        throw Error(
            fmt::format("--output {}: no folder {}", quote(text), quote(file.parent_path().string())));
    }
    if (std::filesystem::symlink_status(file, error).type() != std::filesystem::file_type::not_found) {
        throw Error(fmt::format("--output {}: it is there already, and is not replaced", quote(text)));
    }
    return file.string();
}

int fetch(const Options& options) {
    Desk desk;
    const Row row = find_row(desk.ledger, options.task);
    const bool has_video = row.state == State::succeeded || row.state == State::done;
    if (!has_video && !is_pending(row.state)) {
        throw Error(fmt::format("row {} has no video: it is {}{}", row.row, name_of(row.state),
                                row.reason.empty() ? "" : fmt::format(" ({})", row.reason)));
    }
    RunOptions run{.send = {},
                   .follow = follow_options(options.service),
                   .sends = false,
                   .waits = true,
                   .folder = {},
                   .file = chosen_file(options.output, row)};
    if (!has_video && !options.wait) run.follow.asks_once = true;
    const int code = follow_rows(desk, group(desk, {row}, options.service), run);
    const Row now = *desk.ledger.find(row.row);
    if (now.state == State::done) print(desk.redactor(now.path) + "\n");
    flush_output();
    return code;
}

}  // namespace

std::function<int()> setup_fetch(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("TASK", options->task, "The number of a row, or the service's id of a task")
        .required();
    command.add_option("-o,--output", options->output, "A new file, NAME.mp4; camlint-ROW.mp4 if not given");
    command.add_flag("--wait", options->wait, "Follow the task until it has ended");
    add_service_flags(command, options->service);
    add_follow_flags(command, options->service);
    return [options] { return fetch(*options); };
}

}  // namespace camlint
