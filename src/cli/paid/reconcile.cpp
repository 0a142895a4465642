// camlint reconcile: a person says what became of requests that nobody knows of.

#include "cli/paid/reconcile.hpp"

#include <unistd.h>

#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/estimate.hpp"
#include "cli/paid/follow_rows.hpp"
#include "submit/error.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

struct Options {
    std::vector<std::string> rows;
    std::string task_id;
    bool mark_not_sent = false;
    bool cancel = false;
    bool resubmit = false;
    bool yes = false;
    ServiceFlags service;
};

/// Nobody knows of them, in the order of their numbers.
std::vector<Row> unknown_rows(const Desk& desk) { return desk.ledger.list({State::unknown}); }

int list_unknown(const Desk& desk) {
    const std::vector<Row> rows = unknown_rows(desk);
    if (rows.empty()) {
        print_note("no row is unknown");
        return exit_clean;
    }
    for (const Row& row : rows) {
        const std::string code = row.code ? fmt::format(", code {}", *row.code) : "";
        const std::string known =
            fmt::format("{}{}", row.reason.empty() ? "nothing is known" : row.reason, code);
        print(printable(fmt::format("row {}, unknown since {}", row.row, row.updated)) + "\n");
        print(printable(fmt::format("  what: {} {}, {} s, at {}", row.order.model, row.order.resolution,
                                    row.order.duration, row.order.base_url)) +
              "\n");
        if (!row.order.source.empty()) print(printable(fmt::format("  from: {}", row.order.source)) + "\n");
        print(printable(fmt::format("  known: {}", known)) + "\n");
    }
    const std::int64_t first = rows[0].row;
    print(fmt::format(
        "\nThe API has no list of tasks. Find out from your account, then say for each row what became of "
        "it:\n"
        "  camlint reconcile {0} --task-id ID       it led to this task\n"
        "  camlint reconcile {0} --mark-not-sent    it never arrived, and can be sent again\n"
        "  camlint reconcile {0} --resubmit-unknown send it again, though it may be paid for twice\n",
        first));
    flush_output();
    return exit_unknown;
}

std::vector<Row> chosen_rows(const Desk& desk, const Options& options, State state) {
    std::vector<Row> rows;
    for (const std::string& number : options.rows) {
        Row row = chosen_row(desk.ledger, number);
        if (row.state != state) {
            throw Error(fmt::format("row {} is {}; expected one that is {}", row.row, name_of(row.state),
                                    name_of(state)));
        }
        const auto is_same = [&row](const Row& other) { return other.row == row.row; };
        if (std::ranges::none_of(rows, is_same)) rows.push_back(std::move(row));
    }
    return rows;
}

/// All are looked at before the first is changed. One that another process changes between is told.
int move_all(Desk& desk, const std::vector<Row>& rows, State to, const std::string& reason) {
    int code = exit_clean;
    for (const Row& row : rows) {
        if (desk.ledger.move(row.row, row.state, to, {.reason = reason})) {
            print_note(fmt::format("{} is {} now", describe(row), name_of(to)));
        } else {
            print_error(fmt::format("row {} was changed by another process and is left as it is", row.row));
            code = exit_error;
        }
    }
    return code;
}

/// Asks on a terminal; elsewhere only --yes is a confirmation.
bool is_confirmed(const Options& options, std::size_t count) {
    if (options.yes) return true;
    const std::string what =
        fmt::format("{} may have been paid for, and sending again may pay twice", counted(count, "row"));
    if (isatty(STDIN_FILENO) != 1 || isatty(STDERR_FILENO) != 1) {
        throw Error(fmt::format("{}; expected --yes", what));
    }
    fmt::print(stderr, "camlint: {}; type 'yes' to send {} again: ", what, count == 1 ? "it" : "them");
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "yes";
}

int resubmit(Desk& desk, const Options& options) {
    const std::vector<Row> rows =
        options.rows.empty() ? unknown_rows(desk) : chosen_rows(desk, options, State::unknown);
    if (rows.empty()) {
        print_note("no row is unknown");
        return exit_clean;
    }
    if (!is_confirmed(options, rows.size())) throw Error("not confirmed; nothing is changed");
    RunOptions how;
    how.send = send_options(options.service, chosen_rpm());
    const std::vector<Group> groups = group(desk, rows, options.service);
    for (const Group& one : groups) {
        if (one.exit_code != 0) throw SubmitError(one.exit_code, "nothing is changed");
    }
    const int code =
        move_all(desk, rows, State::planned, "to be sent again, though it may have been paid for");
    if (code != exit_clean) return code;
    return follow_rows(desk, groups, how);
}

int run(const Options& options) {
    const int ways = int{options.mark_not_sent} + int{options.cancel} + int{options.resubmit} +
                     int{!options.task_id.empty()};
    if (ways > 1) {
        throw Error("--task-id, --mark-not-sent, --resubmit-unknown and --cancel do not go together");
    }
    if (ways == 0 && !options.rows.empty()) {
        throw Error(
            "expected what became of these rows: --task-id, --mark-not-sent, --resubmit-unknown or --cancel");
    }
    if (options.yes && !options.resubmit)
        throw Error("--yes confirms --resubmit-unknown, which is not there");
    if (ways == 1 && !options.resubmit && options.rows.empty()) {
        throw Error("expected the number of a row; 'camlint reconcile' lists those that are unknown");
    }
    Desk desk;
    if (options.mark_not_sent) {
        return move_all(desk, chosen_rows(desk, options, State::unknown), State::planned,
                        "marked as not sent");
    }
    if (options.cancel) {
        return move_all(desk, chosen_rows(desk, options, State::planned), State::cancelled, "cancelled");
    }
    if (options.resubmit) return resubmit(desk, options);
    if (options.task_id.empty()) return list_unknown(desk);
    const std::vector<Row> rows = chosen_rows(desk, options, State::unknown);
    if (rows.size() != 1) throw Error("--task-id is of one row");
    return reconcile_task(desk, rows[0], options.task_id, options.service);
}

}  // namespace

std::function<int()> setup_reconcile(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("ROW", options->rows,
                       "Rows of the ledger; those that are unknown are listed if none is given");
    command.add_option("--task-id", options->task_id, "The task that an unknown row led to");
    command.add_flag("--mark-not-sent", options->mark_not_sent,
                     "Unknown rows never arrived: they are planned again");
    command.add_flag("--resubmit-unknown", options->resubmit,
                     "Send unknown rows again, all or these, though they may be paid for twice");
    command.add_flag("--cancel", options->cancel, "Planned rows are given up");
    command.add_flag("--yes", options->yes, "Confirm --resubmit-unknown");
    add_service_flags(command, options->service);
    command.add_option("--rpm", options->service.rpm,
                       "Requests a minute; if not given, the configuration's, or 5");
    return [options] { return run(*options); };
}

}  // namespace camlint
