#pragma once
// The 15 camera commands, each with its English and Chinese name, its family (the axis that it
// moves along) and its sign on that axis.

#include <array>
#include <cstdint>
#include <string_view>

#include "catalog/basis.hpp"
#include "text/message.hpp"

namespace camlint {

/// The axis of a move. Opposites conflict only within one family.
enum class Family : std::uint8_t {
    truck,     ///< translation along x
    pan,       ///< yaw
    dolly,     ///< translation along z
    pedestal,  ///< translation along y
    tilt,      ///< pitch
    zoom,      ///< focal length
    shake,
    follow,
    fixed,
};

struct Command {
    std::string_view en;
    std::string_view zh;
    Family family;
    int sign;  ///< +1, -1, or 0 where the family has no direction

    [[nodiscard]] constexpr std::string_view name(Language language) const {
        return language == Language::english ? en : zh;
    }
};

/// The English word is the family's name.
[[nodiscard]] Words describe(Family family);

/// Grade A. English names: the official OpenAPI. Chinese names: the Chinese edition of that page.
inline constexpr std::array commands{
    Command{"Truck left", "左移", Family::truck, -1},
    Command{"Truck right", "右移", Family::truck, +1},
    Command{"Pan left", "左摇", Family::pan, -1},
    Command{"Pan right", "右摇", Family::pan, +1},
    Command{"Push in", "推进", Family::dolly, +1},
    Command{"Pull out", "拉远", Family::dolly, -1},
    Command{"Pedestal up", "上升", Family::pedestal, +1},
    Command{"Pedestal down", "下降", Family::pedestal, -1},
    Command{"Tilt up", "上摇", Family::tilt, +1},
    Command{"Tilt down", "下摇", Family::tilt, -1},
    Command{"Zoom in", "变焦推近", Family::zoom, +1},
    Command{"Zoom out", "变焦拉远", Family::zoom, -1},
    Command{"Shake", "晃动", Family::shake, 0},
    Command{"Tracking shot", "跟随", Family::follow, 0},
    Command{"Static shot", "固定", Family::fixed, 0},
};

inline constexpr Basis commands_basis{Grade::a, source::official};
inline constexpr Basis chinese_names_basis{Grade::a, source::official_zh};

/// At most so many commands in one bracket: a recommendation of the official page, not a limit (A).
inline constexpr std::size_t recommended_commands = 3;

/// The command with this English name; only names of the table above compile where it is constant.
[[nodiscard]] constexpr const Command* command_named(std::string_view en) {
    for (const Command& command : commands) {
        if (command.en == en) return &command;
    }
    return nullptr;
}

/// The row of the table above that `command` is.
[[nodiscard]] constexpr std::size_t row_of(const Command* command) {
    return static_cast<std::size_t>(command - commands.data());
}

}  // namespace camlint
