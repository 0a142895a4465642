#include "catalog/synonyms.hpp"

#include <algorithm>

namespace camlint {
namespace {

constexpr Basis slip{Grade::a,
                     {"the official page's usage rule says [Push out] where its Chinese edition says [拉远]",
                      "官方页面的用法说明写的是 [Push out]，其中文版在同一处写的是 [拉远]"}};
constexpr Basis guides{Grade::b, source::clients};
constexpr Basis single{Grade::c, source::clients};
constexpr Basis inferred{Grade::d, {"the table of commands has no such direction", "指令表中没有这样的方向"}};

constexpr Basis same_as_short_form{
    Grade::d, {"read like its shorter form, which the guides have", "按指南中的简短说法理解"}};

constexpr Synonym exact(std::string_view term, std::string_view target, Basis basis = guides) {
    return {term, Oddity::synonym, {target, ""}, true, basis};
}
constexpr Synonym rough(std::string_view term, std::string_view target, std::string_view second = "",
                        Basis basis = single) {
    return {term, Oddity::synonym, {target, second}, false, basis};
}
constexpr Synonym off_axis(std::string_view term, std::string_view target = "") {
    return {term, Oddity::wrong_axis, {target, ""}, false, target.empty() ? inferred : guides};
}
constexpr Synonym aimless(std::string_view term, std::string_view one, std::string_view other,
                          Basis basis = guides) {
    return {term, Oddity::no_direction, {one, other}, false, basis};
}

constexpr std::array rows{
    exact("Dolly left", "Truck left"),
    exact("Slide left", "Truck left"),
    exact("Move left", "Truck left", single),
    exact("横移左", "Truck left", single),
    exact("左横移", "Truck left", single),
    exact("向左横移", "Truck left", single),
    exact("横移向左", "Truck left", single),
    exact("Dolly right", "Truck right"),
    exact("Slide right", "Truck right"),
    exact("Move right", "Truck right", single),
    exact("横移右", "Truck right", single),
    exact("右横移", "Truck right", single),
    exact("向右横移", "Truck right", single),
    exact("横移向右", "Truck right", single),
    exact("Dolly in", "Push in"),
    exact("Push", "Push in", single),
    exact("Move in", "Push in", single),
    exact("推镜", "Push in"),
    rough("推镜头", "Push in", "", same_as_short_form),
    exact("推近", "Push in"),
    exact("镜头推进", "Push in"),
    exact("Push out", "Pull out", slip),
    exact("Dolly out", "Pull out"),
    exact("Dolly back", "Pull out"),
    exact("Pull back", "Pull out"),
    exact("拉镜", "Pull out"),
    rough("拉镜头", "Pull out", "", same_as_short_form),
    exact("拉出", "Pull out"),
    exact("Crane up", "Pedestal up"),
    exact("Boom up", "Pedestal up"),
    exact("Ascend", "Pedestal up", single),
    exact("Rise", "Pedestal up", single),
    exact("Crane down", "Pedestal down"),
    exact("Boom down", "Pedestal down"),
    exact("Descend", "Pedestal down", single),
    exact("变焦推进", "Zoom in"),
    rough("Handheld", "Shake"),
    rough("手持", "Shake"),
    exact("Tracking", "Tracking shot"),
    exact("Follow", "Tracking shot"),
    exact("Following shot", "Tracking shot"),
    exact("跟镜", "Tracking shot"),
    rough("跟镜头", "Tracking shot", "", same_as_short_form),
    exact("跟拍", "Tracking shot"),
    exact("跟随镜头", "Tracking shot"),
    exact("Static", "Static shot"),
    exact("Fixed", "Static shot"),
    exact("Locked off", "Static shot"),
    exact("固定镜头", "Static shot"),
    exact("静止", "Static shot"),
    rough("Orbit left", "Truck left", "Pan right"),
    rough("Arc left", "Truck left", "Pan right"),
    rough("Orbit right", "Truck right", "Pan left"),
    rough("Arc right", "Truck right", "Pan left"),
    rough("环绕", "Truck right", "Pan left"),

    off_axis("Pan up", "Tilt up"),
    off_axis("Pan down", "Tilt down"),
    off_axis("Pan in"),
    off_axis("Pan out"),
    off_axis("Tilt left", "Pan left"),
    off_axis("Tilt right", "Pan right"),
    off_axis("Tilt in"),
    off_axis("Tilt out"),
    off_axis("Truck up"),
    off_axis("Truck down"),
    off_axis("Truck in"),
    off_axis("Truck out"),
    off_axis("Pedestal left"),
    off_axis("Pedestal right"),
    off_axis("Pedestal in"),
    off_axis("Pedestal out"),
    off_axis("Zoom left"),
    off_axis("Zoom right"),
    off_axis("Zoom up"),
    off_axis("Zoom down"),

    aimless("Truck", "Truck left", "Truck right"),
    aimless("Pan", "Pan left", "Pan right"),
    aimless("Pedestal", "Pedestal up", "Pedestal down"),
    aimless("Tilt", "Tilt up", "Tilt down"),
    aimless("Zoom", "Zoom in", "Zoom out"),
    aimless("摇镜", "Pan left", "Pan right"),
    aimless("摇镜头", "Pan left", "Pan right", same_as_short_form),
    aimless("横移", "Truck left", "Truck right", same_as_short_form),
    aimless("变焦", "Zoom in", "Zoom out", same_as_short_form),
};

constexpr bool is_command_or_empty(std::string_view name) {
    return name.empty() || std::ranges::count(commands, name, &Command::en) == 1;
}

constexpr bool targets_exist() {
    return std::ranges::all_of(rows, [](const Synonym& row) {
        return is_command_or_empty(row.targets[0]) && is_command_or_empty(row.targets[1]);
    });
}

/// A replacement that keeps the meaning is one command, and only a synonym has one.
constexpr bool exact_ones_have_one_target() {
    return std::ranges::all_of(rows, [](const Synonym& row) {
        return !row.exact ||
               (row.oddity == Oddity::synonym && !row.targets[0].empty() && row.targets[1].empty());
    });
}

constexpr bool no_term_is_a_command() {
    return std::ranges::none_of(rows, [](const Synonym& row) {
        return std::ranges::any_of(commands, [&](const Command& command) {
            return command.en == row.term || command.zh == row.term;
        });
    });
}

static_assert(targets_exist());
static_assert(exact_ones_have_one_target());
static_assert(no_term_is_a_command());

}  // namespace

std::span<const Synonym> synonyms() { return rows; }

}  // namespace camlint
