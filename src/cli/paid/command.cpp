#include "cli/paid/command.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace camlint {
namespace {

struct PaidCommand {
    std::string_view name;
    std::function<int()> (*setup)(CommandOptions command);
};

constexpr std::array rows{
    PaidCommand{"submit", setup_submit},       PaidCommand{"tasks", setup_tasks},
    PaidCommand{"resume", setup_resume},       PaidCommand{"fetch", setup_fetch},
    PaidCommand{"reconcile", setup_reconcile}, PaidCommand{"callback", setup_callback},
    PaidCommand{"ledger", setup_ledger},
};

}  // namespace

std::span<const Subcommand> all_commands() {
    static const std::vector<Subcommand> all = [] {
        std::vector<Subcommand> list(subcommands().begin(), subcommands().end());
        for (Subcommand& command : list) {
            const auto row = std::ranges::find(rows, std::string_view(command.name), &PaidCommand::name);
            if (row != rows.end()) command.setup = row->setup;
        }
        return list;
    }();
    return all;
}

}  // namespace camlint
