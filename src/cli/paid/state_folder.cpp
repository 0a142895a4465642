#include "cli/paid/state_folder.hpp"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "cli/error.hpp"

namespace camlint {
namespace {

/// The absolute path that a variable holds; empty for none.
std::string absolute_path_in(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value == '/' ? value : "";
}

}  // namespace

StateFolder state_folder() {
    if (const std::string state = absolute_path_in("XDG_STATE_HOME"); !state.empty())
        return {state + "/camlint"};
    if (const std::string home = absolute_path_in("HOME"); !home.empty()) {
        return {home + "/.local/state/camlint"};
    }
    throw Error("no place for the ledger: expected an absolute path in XDG_STATE_HOME or HOME");
}

Desk::Desk() : owner(folder.owners()), ledger(folder.ledger(), owner, redactor) {
    for (const Row& row : ledger.recover()) {
        print_note(fmt::format("{} is {} now: {}", describe(row), name_of(row.state), row.reason));
    }
}

std::string describe(const Row& row) {
    if (row.order.source.empty()) return fmt::format("row {}", row.row);
    return fmt::format("row {} ({})", row.row, row.order.source);
}

Row chosen_row(const Ledger& ledger, const std::string& number) {
    std::int64_t value = 0;
    const char* end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, value);
    if (error != std::errc{} || stop != end || value < 1) {
        throw Error(
            fmt::format("expected the number of a row, not '{}'; 'camlint tasks' lists them", number));
    }
    if (std::optional<Row> row = ledger.find(value)) return std::move(*row);
    throw Error(fmt::format("the ledger has no row {}; 'camlint tasks' lists them", value));
}

}  // namespace camlint
