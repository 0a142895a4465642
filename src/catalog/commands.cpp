#include "catalog/commands.hpp"

#include <algorithm>

namespace camlint {
namespace {

constexpr bool names_are_unique() {
    for (std::size_t i = 0; i < commands.size(); ++i) {
        for (std::size_t j = i + 1; j < commands.size(); ++j) {
            if (commands[i].en == commands[j].en || commands[i].zh == commands[j].zh) return false;
        }
    }
    return true;
}

/// A family with one sign has the other as well, and each once.
constexpr bool signs_come_in_pairs() {
    return std::ranges::all_of(commands, [](const Command& command) {
        const auto opposites = std::ranges::count_if(commands, [&](const Command& other) {
            return other.family == command.family && other.sign == -command.sign;
        });
        return opposites == 1;
    });
}

static_assert(commands.size() == 15, "the official page says: supported 15 camera commands");
static_assert(names_are_unique());
static_assert(signs_come_in_pairs());

}  // namespace

Words describe(Family family) {
    switch (family) {
        case Family::truck: return {"truck", "平移"};
        case Family::pan: return {"pan", "横摇"};
        case Family::dolly: return {"dolly", "推拉"};
        case Family::pedestal: return {"pedestal", "升降"};
        case Family::tilt: return {"tilt", "俯仰"};
        case Family::zoom: return {"zoom", "变焦"};
        case Family::shake: return {"shake", "晃动"};
        case Family::follow: return {"follow", "跟随"};
        case Family::fixed: return {"static", "固定"};
    }
    return {};
}

}  // namespace camlint
