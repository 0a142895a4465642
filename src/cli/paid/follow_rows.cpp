#include "cli/paid/follow_rows.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/paid/screen.hpp"
#include "submit/error.hpp"

namespace camlint {
std::vector<Group> group(Desk& desk, const std::vector<Row>& rows, const ServiceFlags& flags) {
    std::map<std::pair<std::string, std::string>, std::vector<std::int64_t>> places;
    for (const Row& row : rows) places[{row.order.provider, row.order.base_url}].push_back(row.row);
    std::vector<Group> groups;
    for (const auto& [place, some] : places) {
        Group group{.service = make_service(place.first, place.second, flags), .key = {}, .rows = some};
        try {
            group.key = find_key(group.service.key);
            desk.redactor.add(group.key);
        } catch (const SubmitError& error) {
            print_error(error.what());
            group.exit_code = error.exit_code();
        }
        groups.push_back(std::move(group));
    }
    forget_keys();
    return groups;
}

int follow_rows(Desk& desk, const std::vector<Group>& groups, const RunOptions& options) {
    Screen screen(desk.redactor);
    int worst = 0;
    for (const Group& group : groups) {
        worst = std::max(worst, group.exit_code);
        if (group.exit_code != 0) continue;
        Wire wire(group.service.wire, group.key);
        // What was linted when it was planned, and not a byte else.
        const auto gate = [](const Row& row, const std::string& body) { return body == row.order.body; };
        Run run(wire, desk.ledger, group.service.endpoint, options, gate, screen.watch());
        for (const std::int64_t row : group.rows) run.add(*desk.ledger.find(row));
        run.look_into_hints();
        const int code = run.go();
        worst = std::max(worst, code);
        if (code == exit_interrupt || code == exit_terminate) break;
    }
    return worst;
}

std::string made_folder(const std::string& folder) {
    if (folder.empty()) return {};
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || !std::filesystem::is_directory(folder, error)) {
        throw Error(fmt::format("cannot use '{}' for videos: {}", folder,
                                error ? error.message() : std::string("it is no folder")));
    }
    return std::filesystem::absolute(folder).string();
}

}  // namespace camlint
