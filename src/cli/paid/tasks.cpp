// camlint tasks: what was submitted and what became of it.

#include <memory>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/state_folder.hpp"
#include "cli/paid/task_table.hpp"
#include "cli/table.hpp"
#include "report/parts/finding_json.hpp"

namespace camlint {
namespace {

struct Options {
    std::vector<std::string> states;
    std::string history;
    std::string format = "text";
};

std::vector<State> chosen_states(const std::vector<std::string>& names) {
    std::vector<State> states;
    for (const std::string& name : names) {
        const std::optional<State> state = find_state(name);
        if (!state) fail_choice("--state", name, {state_names.begin(), state_names.end()});
        states.push_back(*state);
    }
    return states;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json to_json(const Row& row) {
    return {{"row", row.row},
            {"state", name_of(row.state)},
            {"reason", text_or_null(row.reason)},
            {"task_id", text_or_null(row.task_id)},
            {"file_id", text_or_null(row.file_id)},
            {"provider", row.order.provider},
            {"model", row.order.model},
            {"duration", row.order.duration == 0 ? Json() : Json(row.order.duration)},
            {"resolution", text_or_null(row.order.resolution)},
            {"prompt_sha256", row.order.prompt_sha256},
            {"take", row.order.take},
            {"created", row.created},
            {"updated", row.updated},
            {"path", text_or_null(row.path)},
            {"sha256", text_or_null(row.sha256)}};
}

Json to_json(const Event& event) {
    return {{"row", event.row},
            {"at", event.at},
            {"from", text_or_null(event.from)},
            {"to", event.to},
            {"text", text_or_null(event.text)}};
}

/// An array with an element a line.
template <typename Elements>
void print_json(const Elements& elements) {
    std::string_view before = "[\n";
    for (const auto& element : elements) {
        print(fmt::format("{}{}", before, dump(to_json(element))));
        before = ",\n";
    }
    print(elements.empty() ? "[]\n" : "\n]\n");
}

void print_events(const std::vector<Event>& events) {
    std::vector<std::vector<std::string>> lines;
    for (const Event& event : events) {
        const std::string change = event.from.empty() || event.from == event.to
                                       ? event.to
                                       : fmt::format("{} → {}", event.from, event.to);
        lines.push_back({event.at, change, event.text});
    }
    print(aligned(lines));
}

int run(const Options& options) {
    const bool as_json = chosen_json(options.format);
    const std::vector<State> states = chosen_states(options.states);
    if (!options.history.empty() && !states.empty()) {
        throw Error("--history and --state do not go together: a history is of one row");
    }
    const Desk desk;
    if (!options.history.empty()) {
        const Row row = chosen_row(desk.ledger, options.history);
        const std::vector<Event> events = desk.ledger.history(row.row);
        as_json ? print_json(events) : print_events(events);
    } else {
        const std::vector<Row> rows = desk.ledger.list(states);
        if (as_json) {
            print_json(rows);
        } else if (rows.empty()) {
            print_note("no tasks");
        } else {
            print(task_table(rows));
        }
    }
    flush_output();
    return exit_clean;
}

}  // namespace

std::function<int()> setup_tasks(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("--state", options->states, "Only tasks in these states").comma_separated();
    command.add_option("--history", options->history, "What happened to one row");
    command.add_option("-f,--output-format", options->format, "text or json");
    return [options] { return run(*options); };
}

}  // namespace camlint
