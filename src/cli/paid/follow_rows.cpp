#include "cli/paid/follow_rows.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/paid/screen.hpp"
#include "submit/error.hpp"

namespace camlint {
namespace {

using Place = std::pair<std::string, std::string>;  ///< provider, base URL

}  // namespace

int follow_rows(Desk& desk, const std::vector<Row>& rows, const ServiceFlags& flags,
                const RunOptions& options) {
    std::map<Place, std::vector<Row>> places;
    for (const Row& row : rows) places[{row.order.provider, row.order.base_url}].push_back(row);
    Screen screen(desk.redactor);
    int worst = 0;
    for (const auto& [place, some] : places) {
        const Service service = make_service(place.first, place.second, flags);
        const std::string key = find_key(service.key);
        desk.redactor.add(key);
        Wire wire(service.wire, key);
        // What was linted when it was planned, and not a byte else.
        const auto gate = [](const Row& row, const std::string& body) { return body == row.order.body; };
        Run run(wire, desk.ledger, service.endpoint, options, gate, screen.watch());
        for (const Row& row : some) run.add(row);
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
