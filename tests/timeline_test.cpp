// The camera path: poses by hand from what each command's name says, not from the table that the program has.

#include <fmt/format.h>

#include "support/catch.hpp"
#include "syntax/directive.hpp"
#include "timeline/path.hpp"

namespace camlint {
namespace {

/// What a camera person would say of each command: the axis, and the way on it.
struct Known {
    std::string_view en;
    std::string_view zh;
    Pose pose;  ///< after it, from the start
    bool shakes = false;
    bool tracks = false;
    bool rests = false;
};

constexpr Known known[] = {
    {"Truck left", "左移", {.x = -1}},
    {"Truck right", "右移", {.x = 1}},
    {"Pedestal down", "下降", {.y = -1}},
    {"Pedestal up", "上升", {.y = 1}},
    {"Pull out", "拉远", {.z = -1}},
    {"Push in", "推进", {.z = 1}},
    {"Pan left", "左摇", {.yaw = -1}},
    {"Pan right", "右摇", {.yaw = 1}},
    {"Tilt down", "下摇", {.pitch = -1}},
    {"Tilt up", "上摇", {.pitch = 1}},
    {"Zoom out", "变焦拉远", {.zoom = -1}},
    {"Zoom in", "变焦推近", {.zoom = 1}},
    {"Shake", "晃动", {}, true, false, false},
    {"Tracking shot", "跟随", {}, false, true, false},
    {"Static shot", "固定", {}, false, false, true},
};

CameraPath path_of(std::string_view prompt, int duration = 6) {
    return camera_path(read_directives(prompt), duration);
}

Pose sum(const Pose& a, const Pose& b) {
    return {.x = a.x + b.x,
            .y = a.y + b.y,
            .z = a.z + b.z,
            .yaw = a.yaw + b.yaw,
            .pitch = a.pitch + b.pitch,
            .zoom = a.zoom + b.zoom};
}

/// The texts that the moves cover.
std::vector<std::string> covered(std::string_view prompt) {
    std::vector<std::string> texts;
    for (const Move& move : path_of(prompt).moves) texts.push_back(covered_text(move, prompt));
    return texts;
}

using Texts = std::vector<std::string>;

TEST_CASE("each of the 15 commands moves the camera as its name says, in both languages") {
    STATIC_REQUIRE(std::size(known) == 15);
    for (const Known& row : known) {
        for (const std::string_view name : {row.en, row.zh}) {
            CAPTURE(name);
            const CameraPath path = path_of(fmt::format("A man walks [{}].", name));
            REQUIRE(path.moves.size() == 1);
            const Move& move = path.moves[0];
            CHECK(move.before == Pose{});
            CHECK(move.after == row.pose);
            CHECK(move.shakes == row.shakes);
            CHECK(move.tracks == row.tracks);
            CHECK(move.rests == row.rests);
            REQUIRE(move.commands.size() == 1);
            CHECK(move.commands[0]->en == row.en);
        }
    }
}

TEST_CASE("two commands in one bracket act together, in two brackets one after the other") {
    for (const Known& first : known) {
        for (const Known& second : known) {
            CAPTURE(first.en, second.en);
            // The same twice in one bracket is said once.
            const bool same = first.en == second.en;
            const Pose both = same ? first.pose : sum(first.pose, second.pose);
            const CameraPath together = path_of(fmt::format("A man walks [{},{}].", first.en, second.en));
            REQUIRE(together.moves.size() == 1);
            CHECK(together.moves[0].after == both);
            CHECK(together.moves[0].shakes == (first.shakes || second.shakes));
            CHECK(together.moves[0].tracks == (first.tracks || second.tracks));
            CHECK(together.moves[0].rests == (first.rests || second.rests));
            CHECK(together.moves[0].commands.size() == (same ? 1U : 2U));

            const CameraPath apart = path_of(fmt::format("A man walks [{}] on [{}].", first.en, second.en));
            REQUIRE(apart.moves.size() == 2);
            CHECK(apart.moves[0].after == first.pose);
            CHECK(apart.moves[1].before == first.pose);
            CHECK(apart.moves[1].after == sum(first.pose, second.pose));
        }
    }
}

TEST_CASE("opposite moves one after the other lead back to the start, whatever is between them") {
    for (std::size_t row = 0; row < 12; row += 2) {
        const std::string prompt =
            fmt::format("A man [{}] walks [Shake] on [{}].", known[row].en, known[row + 1].en);
        CAPTURE(prompt);
        CHECK(path_of(prompt).moves.back().after == Pose{});
    }
    CHECK(path_of("a [Push in,Truck left] b [Pan right] c [Truck right] d [Pull out,Pan left]")
              .moves.back()
              .after == Pose{});
}

TEST_CASE("synonyms move the camera, guesses and alternatives do not") {
    CHECK(path_of("A man [Dolly in].").moves[0].after == Pose{.z = 1});
    CHECK(path_of("A man [orbit left].").moves[0].after == Pose{.x = -1, .yaw = 1});
    CHECK(path_of("A man [Push in slowly].").moves[0].after == Pose{.z = 1});
    for (const std::string_view prompt :
         {"A man [Psuh in].", "A man [Pan up].", "A man [Push in/Pull out]."}) {
        CAPTURE(prompt);
        const CameraPath path = path_of(prompt);
        REQUIRE(path.moves.size() == 1);
        CHECK(path.moves[0].commands.empty());
        CHECK(path.moves[0].after == Pose{});
    }
    CHECK(path_of("A man [Wide shot] walks [SUBJECT].").moves.empty());
}

TEST_CASE("a directive with 'then' inside is two steps of one text") {
    const CameraPath path = path_of("A man walks [Push in then Pan left].");
    REQUIRE(path.moves.size() == 2);
    CHECK(path.moves[0].after == Pose{.z = 1});
    CHECK(path.moves[1].after == Pose{.z = 1, .yaw = -1});
    CHECK_FALSE(path.shares_text(0));
    CHECK(path.shares_text(1));
    CHECK(covered("A man walks [Push in then Pan left].") == Texts{"A man walks", "A man walks"});
}

TEST_CASE("moves get equal shares of the duration") {
    const CameraPath path = path_of("a [Push in] b [Pan left] c [Shake] d [Static shot]", 10);
    REQUIRE(path.moves.size() == 4);
    CHECK(path.start_of(0) == 0);
    CHECK(path.start_of(1) == 2.5);
    CHECK(path.start_of(4) == 10);
    CHECK(path_of("no directive").moves.empty());
    CHECK(path_of("no directive").start_of(0) == 0);
    CHECK(path_of("a [Push in]", 0).start_of(1) == 0);
}

TEST_CASE("a directive goes with the text before it") {
    CHECK(covered("A man picks up a book [Pedestal up], then reads [Static shot].") ==
          Texts{"A man picks up a book", "then reads"});
    CHECK(covered("男人拿起一本书[上升]，然后开始阅读[固定]。") == Texts{"男人拿起一本书", "然后开始阅读"});
    CHECK(covered("A man walks [Push in]. He stops; rain falls.") ==
          Texts{"A man walks He stops; rain falls."});
    CHECK(covered("a [Push in] [Pan left] b [Shake]") == Texts{"a", "", "b"});
}

TEST_CASE("marks behind a directive belong to what is before it") {
    CHECK(covered("A cat [Push in]! Then it runs: [Shake] ok") == Texts{"A cat", "Then it runs: ok"});
    CHECK(covered("One [Push in]? Two [Shake]") == Texts{"One", "Two"});
    CHECK(covered("“他走[推进]”，说。[晃动]") == Texts{"“他走", "说。"});
    CHECK(covered("(see [Push in]) y [Shake]") == Texts{"(see", "y"});
}

TEST_CASE("parts of a text are joined as their language is written") {
    CHECK(covered("一个男人[推进]走进门") == Texts{"一个男人走进门"});
    CHECK(covered("A man [Push in] walks") == Texts{"A man walks"});
    CHECK(covered("男人[推进] walks") == Texts{"男人 walks"});
}

TEST_CASE("what is not understood beside a command is kept") {
    const std::string_view prompt = "A man [Push in, Psuh in] walks.";
    const CameraPath path = path_of(prompt);
    REQUIRE(path.moves.size() == 1);
    CHECK(path.moves[0].after == Pose{.z = 1});
    REQUIRE(path.moves[0].unclear.size() == 1);
    CHECK(slice(prompt, path.moves[0].unclear[0]) == "Psuh in");
    CHECK(path_of("A man [Push in].").moves[0].unclear.empty());
}

TEST_CASE("in a prompt that opens with a directive each goes with the text behind it") {
    CHECK(covered("[Push in] a door, [Pan left] a hall.") == Texts{"a door,", "a hall."});
    CHECK(covered(" \n[推进]一扇门，[左摇]走廊") == Texts{"一扇门，", "走廊"});
    CHECK(covered("[Push in]") == Texts{""});
}

}  // namespace
}  // namespace camlint
