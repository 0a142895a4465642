#include "cli/paid/task_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/table.hpp"

namespace camlint {
namespace {

std::string output_of(const Order& order) {
    if (order.duration == 0) return order.resolution;
    return fmt::format("{}{}{} s", order.resolution, order.resolution.empty() ? "" : " ", order.duration);
}

}  // namespace

std::string task_table(const std::vector<Row>& rows) {
    std::vector<std::vector<std::string>> lines{
        {"row", "state", "model", "output", "task", "updated", "about"}};
    for (const Row& row : rows) {
        std::string about = row.path.empty() ? row.order.source : row.path;
        const std::string take = row.order.take > 1 ? fmt::format(", take {}", row.order.take) : "";
        const bool is_told = row.path.empty() && !row.reason.empty();
        lines.push_back(
            {std::to_string(row.row), std::string(name_of(row.state)), row.order.model, output_of(row.order),
             row.task_id.empty() ? "-" : row.task_id, row.updated,
             fmt::format("{}{}{}{}", about, take, is_told ? ": " : "", is_told ? row.reason : "")});
    }
    return aligned(lines);
}

std::string summary_of(const std::vector<Row>& rows, std::size_t refused) {
    std::string states;
    for (const std::string_view name : state_names) {
        const auto count = std::ranges::count(rows, name, [](const Row& row) { return name_of(row.state); });
        if (count > 0) states += fmt::format("{}{} {}", states.empty() ? ": " : ", ", count, name);
    }
    std::string text = counted(rows.size(), "request") + states;
    if (refused > 0) {
        text += fmt::format("; {} {} not sent for what was found", counted(refused, "prompt"),
                            refused == 1 ? "was" : "were");
    }
    return text + "\n";
}

}  // namespace camlint
