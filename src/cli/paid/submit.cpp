// camlint submit: lint prompts, show what they would cost, and pay for those that pass, once each.

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <span>

#include <fmt/format.h>

#include "catalog/providers.hpp"
#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/flags.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/dry_run.hpp"
#include "cli/paid/estimate.hpp"
#include "cli/paid/follow_rows.hpp"
#include "cli/paid/gate.hpp"
#include "cli/paid/receiving.hpp"
#include "cli/paid/run.hpp"
#include "cli/paid/screen.hpp"
#include "cli/paid/service.hpp"
#include "cli/paid/state_folder.hpp"
#include "cli/paid/task_table.hpp"
#include "cli/project.hpp"
#include "submit/error.hpp"

namespace camlint {
namespace {

struct Options {
    Flags flags;
    ServiceFlags service;
    bool dry_run = false;
    bool yes = false;
    bool wait = false;
    std::string download;
    std::string max_cost;  ///< US dollars
    std::string max_videos;
    std::string take = "1";
};

/// The rows of the orders: those that are known already, and new ones. Each is in the list once.
std::vector<Row> plan_all(Ledger& ledger, const std::vector<Order>& orders, Screen& screen) {
    std::vector<Row> rows;
    std::set<std::int64_t> here;
    std::size_t number = 0;
    for (Planned& planned : ledger.plan(std::span(orders))) {
        const Order& order = orders[number++];
        if (planned.row.state == State::cancelled) {
            ledger.move(planned.row.row, State::cancelled, State::planned, {.reason = "submitted again"});
            planned.row = *ledger.find(planned.row.row);
        }
        const bool is_here = !here.insert(planned.row.row).second;
        if (!planned.is_new && planned.row.state != State::planned) {
            screen.say(fmt::format("{}: submitted before, nothing is sent again: {}", order.source,
                                   line_of(planned.row)));
        } else if (is_here) {
            screen.say(
                fmt::format("{}: the same request as row {}, sent once", order.source, planned.row.row));
        }
        planned.row.order.callback_url = order.callback_url;  // which the ledger does not keep
        if (!is_here) rows.push_back(planned.row);
    }
    return rows;
}

/// Throws where the user's limits or a missing --yes forbid to send.
void check_limits(const Estimate& estimate, const SubmitLimits& limits, bool yes) {
    if (limits.max_videos && estimate.requests > static_cast<std::size_t>(*limits.max_videos)) {
        throw SubmitError(exit_budget,
                          fmt::format("{} are more than max-videos, {}; nothing was sent",
                                      counted(estimate.requests, "request"), *limits.max_videos));
    }
    if (limits.max_cost && estimate.unpriced > 0) {
        throw SubmitError(
            exit_budget, fmt::format("the price of {} is not known, so max-cost cannot hold; 'prices' of the "
                                     "configuration may say it; nothing was sent",
                                     counted(estimate.unpriced, "request")));
    }
    if (limits.max_cost && estimate.cents > *limits.max_cost) {
        throw SubmitError(exit_budget,
                          fmt::format("{} would cost {}, more than max-cost, {}; nothing was sent",
                                      counted(estimate.requests, "request"), dollars(estimate.cents),
                                      dollars(*limits.max_cost)));
    }
    if (estimate.requests > 1 && !yes) {
        throw Error(fmt::format("{}; --yes sends them, --dry-run shows them", describe(estimate)));
    }
}

int exit_of(const Gathered& gathered, int code) {
    if (code != 0) return code;
    if (gathered.skipped > 0) return exit_error;
    return gathered.refused > 0 ? exit_findings : exit_clean;
}

/// Those that nothing has been sent of, each once.
std::vector<Order> unsent_of(const Ledger& ledger, const std::vector<Order>& orders) {
    std::vector<Order> unsent;
    std::set<std::string_view> seen;
    for (const Order& order : orders) {
        const std::optional<Row> row = ledger.find_order(order);
        const bool is_new = !row || is_to_send(row->state);
        if (is_new && seen.insert(order.request_hash).second) unsent.push_back(order);
    }
    return unsent;
}

void print_result(const Desk& desk, const std::vector<Row>& rows, std::size_t refused) {
    std::vector<Row> now;
    for (const Row& row : rows) now.push_back(*desk.ledger.find(row.row));
    print(desk.redactor(task_table(now)));
    print(desk.redactor(summary_of(now, refused)));
    flush_output();
    const auto unknown = std::ranges::count(now, State::unknown, &Row::state);
    if (unknown > 0) {
        print_note(fmt::format("{} may have been paid for: 'camlint reconcile' says what to do",
                               counted(static_cast<std::size_t>(unknown), "request")));
    }
    const auto any = [&now](auto is) {
        return std::ranges::any_of(now, [&](const Row& row) { return is(row.state); });
    };
    if (any([](State state) { return state == State::planned; })) {
        print_note("what is planned was not sent: submit it again, or 'camlint reconcile ROW --cancel'");
    }
    if (any(is_pending)) print_note("'camlint resume --download FOLDER' follows what was accepted");
    if (any([](State state) { return state == State::rejected || state == State::failed; })) {
        print_note("what was rejected or failed is sent again with --take 2");
    }
}

int pay(const Options& options, const Service& service, Gate& gate, const Gathered& gathered, RunOptions how,
        const SubmitLimits& limits) {
    Desk desk;
    const std::vector<Order> unsent = unsent_of(desk.ledger, gathered.orders);
    check_limits(estimate_of(unsent, limits, how.send.gap), limits, options.yes);
    const std::string key = take_key(service.key);
    desk.redactor.add(key);
    Screen screen(desk.redactor);
    Wire wire(service.wire, key);
    how.send.callback_secret = desk.ledger.callback_secret();
    std::unique_ptr<Receiver> receiver;
    const bool has_callbacks = !options.service.callback_url.empty() && !unsent.empty();
    if (has_callbacks) {
        receiver = receive(options.service, wire, desk.ledger, screen);
    }
    const std::vector<Row> rows = plan_all(desk.ledger, gathered.orders, screen);
    const auto passes = [&gate](const Row& row, const std::string& body) {
        return gate.passes(row.order, body);
    };
    Run run(wire, desk.ledger, service.endpoint, how, passes, screen.watch());
    if (has_callbacks) run.expect_callbacks(receiver.get());
    for (const Row& row : rows) run.add(row);
    const int code = run.go();
    print_result(desk, rows, gathered.refused);
    return exit_of(gathered, code);
}

/// Looks at the ledger only where there is one, and gives nothing in it to what is known of dead processes.
void show(const std::vector<Order>& orders, const Service& service, const SubmitLimits& limits,
          const SendOptions& send) {
    const StateFolder folder = state_folder();
    if (!std::filesystem::exists(folder.ledger())) {
        print(dry_run(orders, service, limits, send, nullptr));
    } else {
        const Redactor redactor;
        const Owner owner(folder.owners());
        const Ledger ledger(folder.ledger(), owner, redactor);
        print(dry_run(orders, service, limits, send, &ledger));
    }
    flush_output();
}

int submit(Options& options) {
    if (options.flags.paths.empty())
        throw Error("no PATH: name the prompts to pay for, or - for standard input");
    const Project project(options.flags);
    RunOptions run{.send = send_options(options.service, default_requests_per_minute),
                   .follow = follow_options(options.service),
                   .waits = options.wait || !options.download.empty(),
                   .folder = {},
                   .file = {}};
    const int take = chosen_number("--take", options.take, 1);
    const std::string& provider = project.plan_of_folder().linter.settings().defaults.provider;
    const Service service = make_service(provider, {}, options.service);
    (void)chosen_limits(project, {}, options.max_cost, options.max_videos);  // mistakes are told first
    Gate gate(project, options.flags, service.endpoint, options.service.callback_url, options.dry_run);
    Gathered gathered = gate.gather();
    const SubmitLimits limits = chosen_limits(project, gathered.files, options.max_cost, options.max_videos);
    run.send = send_options(options.service, limits.rpm.value_or(default_requests_per_minute));
    run.send.public_url = options.service.callback_url;
    for (Order& order : gathered.orders) order.take = take;
    if (options.dry_run) {
        show(gathered.orders, service, limits, run.send);
        return exit_of(gathered, 0);
    }
    if (gathered.orders.empty()) {
        print_note(gathered.refused == 0
                       ? std::string("nothing to send: no prompt was found")
                       : fmt::format("nothing to send: {} not pass",
                                     gathered.refused == 1 ? std::string("1 prompt does")
                                                           : counted(gathered.refused, "prompt") + " do"));
        return exit_of(gathered, 0);
    }
    run.folder = made_folder(options.download);
    return pay(options, service, gate, gathered, run, limits);
}

}  // namespace

std::function<int()> setup_submit(CommandOptions command) {
    auto options = std::make_shared<Options>();
    add_input_flags(command, options->flags);
    command.describe("PATH", "Files, folders, patterns, or - for standard input");
    add_rule_flags(command, options->flags);
    add_project_flags(command, options->flags);
    command.add_option(
        "--fail-on", options->flags.fail_on,
        "Least severity that keeps a prompt from being sent: error, warning (if not given), info or never");
    command.add_flag("--dry-run", options->dry_run,
                     "Print the requests as curl commands, and what they cost; send nothing");
    command.add_flag("--yes", options->yes, "Confirm that more than one video is paid for");
    command.add_flag("--wait", options->wait, "Follow the tasks until they have ended");
    command.add_option("--download", options->download, "Wait, and put the videos into this folder");
    command.add_option("--max-cost", options->max_cost, "US dollars that this run may cost at most");
    command.add_option("--max-videos", options->max_videos, "Videos that this run may pay for at most");
    command.add_option("--take", options->take, "2 to pay for the same request a second time, and so on")
        .shows_default();
    add_service_flags(command, options->service);
    add_send_flags(command, options->service);
    add_follow_flags(command, options->service);
    command.footer(
        "A request's own fields win over --model, --duration, --resolution and --provider. What was sent "
        "before "
        "is shown and not sent again.");
    return [options] { return submit(*options); };
}

}  // namespace camlint
