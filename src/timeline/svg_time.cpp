#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "timeline/svg_path.hpp"
#include "timeline/svg_text.hpp"
#include "timeline/words.hpp"

namespace camlint {
namespace {

constexpr Words time_word{"time", "时间"};
constexpr Font small{.size = 11};
constexpr int bar_height = 22;
constexpr int times_height = 18;
constexpr int lane_height = 34;
constexpr int names_width = 64;  ///< before the lanes

/// An axis that the map does not show.
struct Lane {
    int Pose::*value;
    Words name;
};

constexpr std::array lanes{
    Lane{&Pose::y, {"height", "高度"}},
    Lane{&Pose::pitch, {"tilt", "俯仰"}},
    Lane{&Pose::zoom, {"zoom", "变焦"}},
};

bool changes(const CameraPath& path, const Lane& lane) {
    return std::ranges::any_of(path.moves, [&](const Move& move) { return move.after.*lane.value != 0; });
}

/// Where share `index` of `count` begins.
int share(Box box, std::size_t index, std::size_t count) {
    const auto width = static_cast<std::size_t>(box.width());
    return box.left + static_cast<int>(width * index / count);
}

/// Around the point, but not beyond the box.
void write_centered(std::string& out, const std::string& text, Point foot, Box box, std::string_view style) {
    const int width = width_of(text, small);
    const int x = std::clamp(foot.x - width / 2, box.left, std::max(box.left, box.right - width));
    write_lines(out, {text}, {x, foot.y}, small, style);
}

/// Every so many of `count` things of a width have room for a text.
std::size_t stride(Box box, std::size_t count, int text) {
    const auto room = static_cast<std::size_t>(std::max(1, box.width() / (text + 8)));
    return (count + room - 1) / room;
}

void draw_bar(std::string& out, const CameraPath& path, Box bar, Language language) {
    const std::size_t count = path.moves.size();
    Pen pen(out);
    for (std::size_t i = 0; i < count; ++i) {
        const Box part{share(bar, i, count), bar.top, share(bar, i + 1, count), bar.bottom};
        if (part.width() == 0) continue;
        pen.rect(i % 2 == 0 ? "share" : "share other", part);
    }
    const std::size_t numbers = stride(bar, count, width_of(std::to_string(count), small));
    for (std::size_t i = 0; i < count; i += numbers) {
        const int middle = (share(bar, i, count) + share(bar, i + 1, count)) / 2;
        write_centered(out, std::to_string(i + 1), {middle, bar.top + 15}, bar, "on");
    }
    if (path.duration == 0) return;
    const std::size_t times = stride(bar, count, 26);
    const auto write_time = [&](std::size_t i, std::string_view unit) {
        const std::string time = seconds(path.start_of(i)) + std::string(unit);
        write_centered(out, time, {share(bar, i, count), bar.bottom + 14}, bar, "soft");
    };
    // The last but one gives way to the end.
    for (std::size_t i = 0; i + times <= count; i += times) write_time(i, "");
    write_time(count, language == Language::chinese ? " 秒" : " s");
}

void draw_lane(std::string& out, const CameraPath& path, const Lane& lane, Box box, Language language) {
    int low = 0;
    int high = 0;
    for (const Move& move : path.moves) {
        low = std::min(low, move.after.*lane.value);
        high = std::max(high, move.after.*lane.value);
    }
    const Box room{box.left, box.top + 8, box.right, box.bottom - 6};
    const auto height_at = [&](int value) {
        return room.bottom - (value - low) * room.height() / std::max(1, high - low);
    };
    Pen pen(out);
    pen.line("edge", {room.left, height_at(0)}, {room.right, height_at(0)});
    std::string shape = fmt::format("M{} {}", room.left, height_at(0));
    const std::size_t count = path.moves.size();
    for (std::size_t i = 0; i < count; ++i) {
        shape += fmt::format("L{} {}", share(room, i + 1, count), height_at(path.moves[i].after.*lane.value));
    }
    pen.path("curve", shape);
    write_lines(out, {std::string(lane.name.in(language))}, {box.left - names_width, box.center().y + 4},
                small, "soft");
    const int end = path.moves.back().after.*lane.value;
    write_lines(out, {end == 0 ? "0" : fmt::format("{:+}", end)}, {box.right + 8, height_at(end) + 4}, small,
                "ink");
}

}  // namespace

int height_of_time(const CameraPath& path) {
    const auto count = std::ranges::count_if(lanes, [&](const Lane& lane) { return changes(path, lane); });
    return bar_height + times_height + static_cast<int>(count) * lane_height;
}

void draw_time(std::string& out, const CameraPath& path, Box box, Language language) {
    const Box bar{box.left + names_width, box.top, box.right - 28, box.top + bar_height};
    draw_bar(out, path, bar, language);
    int top = bar.bottom + times_height;
    write_lines(out, {std::string(time_word.in(language))}, {box.left, bar.center().y + 4}, small, "soft");
    for (const Lane& lane : lanes) {
        if (!changes(path, lane)) continue;
        draw_lane(out, path, lane, {bar.left, top, bar.right, top + lane_height}, language);
        top += lane_height;
    }
}

}  // namespace camlint
