#include "catalog/moves.hpp"

#include <algorithm>

namespace camlint {
namespace {

// What follows from a command's family and sign alone. No page describes the picture.
constexpr std::array moves{
    Portrayal{"Truck left",
              {"The camera moves sideways to the left and keeps facing the same way.",
               "镜头向左横向移动，朝向不变。"},
              {"Pan left, which turns the camera where it stands", "左摇（镜头只转动，位置不变）"}},
    Portrayal{"Truck right",
              {"The camera moves sideways to the right and keeps facing the same way.",
               "镜头向右横向移动，朝向不变。"},
              {"Pan right, which turns the camera where it stands", "右摇（镜头只转动，位置不变）"}},
    Portrayal{"Pan left",
              {"The camera stays where it is and turns to the left.", "镜头位置不变，向左转动。"},
              {"Truck left, which moves the camera sideways", "左移（镜头横向移动）"}},
    Portrayal{"Pan right",
              {"The camera stays where it is and turns to the right.", "镜头位置不变，向右转动。"},
              {"Truck right, which moves the camera sideways", "右移（镜头横向移动）"}},
    Portrayal{"Push in",
              {"The camera moves forward, towards what it looks at.", "镜头向前移动，靠近拍摄对象。"},
              {"Zoom in, which makes the focal length longer and leaves the camera where it is",
               "变焦推近（只把焦距变长，镜头位置不变）"}},
    Portrayal{"Pull out",
              {"The camera moves back, away from what it looks at.", "镜头向后移动，远离拍摄对象。"},
              {"Zoom out, which makes the focal length shorter and leaves the camera where it is",
               "变焦拉远（只把焦距变短，镜头位置不变）"}},
    Portrayal{
        "Pedestal up",
        {"The camera rises and keeps looking in the same direction.", "镜头整体升高，朝向不变。"},
        {"Tilt up, which turns the camera upwards at the same height", "上摇（镜头只向上转动，高度不变）"}},
    Portrayal{"Pedestal down",
              {"The camera sinks and keeps looking in the same direction.", "镜头整体降低，朝向不变。"},
              {"Tilt down, which turns the camera downwards at the same height",
               "下摇（镜头只向下转动，高度不变）"}},
    Portrayal{"Tilt up",
              {"The camera stays where it is and turns upwards.", "镜头位置不变，向上转动。"},
              {"Pedestal up, which raises the camera", "上升（镜头整体升高）"}},
    Portrayal{"Tilt down",
              {"The camera stays where it is and turns downwards.", "镜头位置不变，向下转动。"},
              {"Pedestal down, which lowers the camera", "下降（镜头整体降低）"}},
    Portrayal{"Zoom in",
              {"The focal length grows longer: the picture gets narrower, the camera stays where it is.",
               "焦距变长：画面范围变小，镜头位置不变。"},
              {"Push in, which moves the camera itself", "推进（镜头本身向前移动）"}},
    Portrayal{"Zoom out",
              {"The focal length grows shorter: the picture gets wider, the camera stays where it is.",
               "焦距变短：画面范围变大，镜头位置不变。"},
              {"Pull out, which moves the camera itself", "拉远（镜头本身向后移动）"}},
    Portrayal{
        "Shake",
        {"The camera trembles, and the picture with it.", "镜头颤动，画面随之晃动。"},
        {"the look of a camera held by hand, which may be much calmer", "手持镜头的效果（可能平稳得多）"}},
    Portrayal{"Tracking shot",
              {"The camera goes along with its subject.", "镜头随拍摄对象一起移动。"},
              {"Truck left or Truck right, which move sideways whatever the subject does",
               "左移或右移（不论拍摄对象如何，镜头只横向移动）"}},
    Portrayal{"Static shot",
              {"The camera neither moves nor turns; what it films may move.",
               "镜头既不移动也不转动；画面中的人和物可以动。"},
              {"a frozen picture, in which nothing moves", "定格画面（其中的一切都静止）"}},
};

constexpr Basis several{Grade::b, source::clients};
constexpr Basis single{Grade::c, source::clients};

constexpr std::array pairs{
    Combination{{"arc to the left", "向左的弧形运镜"}, {"Truck left", "Pan right"}, several},
    // The guides speak of this one as an orbit, which it only comes close to.
    Combination{{"arc to the right", "向右的弧形运镜"}, {"Truck right", "Pan left"}, single},
    Combination{{"sink while looking up", "边下降边仰拍"}, {"Pedestal down", "Tilt up"}, several},
    Combination{{"dolly zoom", "滑动变焦"}, {"Push in", "Zoom out"}, several},
};

static_assert(std::ranges::equal(moves, commands, {}, &Portrayal::command, &Command::en),
              "moves stand in the order of the commands");
// By their texts: under the sanitizers an address is no constant expression.
static_assert(std::ranges::all_of(pairs, [](const Combination& pair) {
    return std::ranges::all_of(pair.commands, [](std::string_view name) {
        return std::ranges::find(commands, name, &Command::en) != commands.end();
    });
}));

}  // namespace

const Portrayal& move_of(const Command& command) { return moves[row_of(&command)]; }

std::span<const Combination> combinations() { return pairs; }

}  // namespace camlint
