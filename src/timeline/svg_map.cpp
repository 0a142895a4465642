#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "timeline/gear.hpp"
#include "timeline/svg_path.hpp"
#include "timeline/svg_text.hpp"

namespace camlint {
namespace {

constexpr Words from_above{"from above", "俯视图"};
constexpr Words start_mark{"start", "起点"};
constexpr int degrees_per_unit = 30;
constexpr int units_per_turn = 360 / degrees_per_unit;
constexpr Font small{.size = 11};

/// A place of the camera on the ground: who comes there, and where it looks then.
struct Stop {
    std::vector<std::size_t> steps;  ///< numbers from 1 on; 0 is the first frame
    std::vector<int> yaws;
};

/// The same direction without whole turns.
int within_turn(int yaw) { return (yaw % units_per_turn + units_per_turn) % units_per_turn; }

using Stops = std::map<std::pair<int, int>, Stop>;

void visit(Stops& stops, const Pose& pose, std::size_t step) {
    Stop& stop = stops[{pose.x, pose.z}];
    stop.steps.push_back(step);
    const int yaw = within_turn(pose.yaw);
    if (std::ranges::find(stop.yaws, yaw) == stop.yaws.end()) stop.yaws.push_back(yaw);
}

Stops stops_of(const CameraPath& path) {
    Stops stops;
    visit(stops, Pose{}, 0);
    for (std::size_t i = 0; i < path.moves.size(); ++i) visit(stops, path.moves[i].after, i + 1);
    return stops;
}

/// "start, 1–3, 5".
std::string label_of(const Stop& stop, Language language) {
    constexpr std::size_t most_parts = 4;
    std::string label;
    std::size_t parts = 0;
    for (std::size_t i = 0; i < stop.steps.size();) {
        std::size_t last = i;
        while (last + 1 < stop.steps.size() && stop.steps[last + 1] == stop.steps[last] + 1 &&
               stop.steps[i] != 0)
            ++last;
        if (!label.empty()) label += ", ";
        if (++parts > most_parts) return label + "…";
        if (stop.steps[i] == 0) {
            label += start_mark.in(language);
        } else if (last == i) {
            label += std::to_string(stop.steps[i]);
        } else {
            label += fmt::format("{}{}{}", stop.steps[i], last == i + 1 ? ", " : "–", stop.steps[last]);
        }
        i = last + 1;
    }
    return label;
}

/// How far the camera gets on the ground.
struct Extent {
    int left = 0;
    int right = 0;
    int back = 0;
    int front = 0;

    explicit Extent(const CameraPath& path) {
        for (const Move& move : path.moves) {
            left = std::min(left, move.after.x);
            right = std::max(right, move.after.x);
            back = std::min(back, move.after.z);
            front = std::max(front, move.after.z);
        }
    }

    [[nodiscard]] int columns() const { return right - left; }
    [[nodiscard]] int rows() const { return front - back; }
};

/// Units of the path to places in the drawing.
class Ground {
public:
    Ground(const Extent& extent, Box box) : extent_(extent), box_(box) {
        const auto fitting = [](int room, int units) { return room * fine / std::max(1, units); };
        unit_ = std::min({widest * fine, fitting(box.width() - 84, extent.columns()),
                          fitting(box.height() - 68, extent.rows())});
    }

    [[nodiscard]] Point at(int x, int z) const {
        const Point center = box_.center();
        return {center.x + scaled(2 * (x - extent_.left) - extent_.columns()),
                center.y + 9 - scaled(2 * (z - extent_.back) - extent_.rows())};
    }

    [[nodiscard]] int unit() const { return static_cast<int>(unit_ / fine); }

    void draw_grid(Pen& pen) const {
        const int step = unit();
        if (step < 8) return;
        const Point origin = at(0, 0);
        for (int x = origin.x % step; x < box_.right; x += step) {
            if (x > box_.left) pen.line("grid", {x, box_.top}, {x, box_.bottom});
        }
        for (int y = origin.y % step; y < box_.bottom; y += step) {
            if (y > box_.top) pen.line("grid", {box_.left, y}, {box_.right, y});
        }
    }

private:
    static constexpr std::int64_t widest = 56;
    static constexpr std::int64_t fine = 1 << 20;  ///< a path may be much longer than the box is wide

    /// Half as many units.
    [[nodiscard]] int scaled(int twice) const { return static_cast<int>(twice * unit_ / (2 * fine)); }

    Extent extent_;
    Box box_;
    std::int64_t unit_ = fine;
};

/// From stop to stop, with room for what stands there.
void draw_ways(Pen& pen, const CameraPath& path, const Ground& ground) {
    for (const Move& move : path.moves) {
        const Point from = ground.at(move.before.x, move.before.z);
        const Point to = ground.at(move.after.x, move.after.z);
        if (from.x == to.x && from.y == to.y) continue;
        if (ground.unit() < 20) {
            pen.line("view", from, to);
            continue;
        }
        const auto pulled = [](int a, int b) { return a == b ? 0 : a < b ? 14 : -14; };
        const Point gap{pulled(from.x, to.x), pulled(from.y, to.y)};
        pen.arrow({from.x + gap.x, from.y + gap.y}, {to.x - gap.x, to.y - gap.y}, {}, 3);
    }
}

void draw_stop(Pen& pen, Point at, const Stop& stop, int last_yaw, bool is_end) {
    for (const int yaw : stop.yaws) {
        const bool is_last = is_end && yaw == within_turn(last_yaw);
        const int degrees = yaw * degrees_per_unit;
        if (is_last) {
            pen.open_group("", placed(at, degrees));
            pen.path("sweep", "M0 -4L-10 -22H10z");
            pen.close_group();
        }
        pen.open_group(is_last ? "" : "ghost", fmt::format("{} scale(.5)", placed(at, degrees)));
        draw_camera_from_above(pen, {0, 0});
        pen.close_group();
    }
}

/// Where a label begins: beside its stop where no other one is and the box has room, else below.
Point label_at(const Stops& stops, std::pair<int, int> place, Point at, int width, Box box) {
    const auto is_free = [&](int x, int z) { return !stops.contains({place.first + x, place.second + z}); };
    if (is_free(1, 0) && at.x + 14 + width < box.right - 4) return {at.x + 14, at.y + 4};
    if (is_free(-1, 0) && at.x - 14 - width > box.left + 4) return {at.x - 14 - width, at.y + 4};
    const int x = is_free(0, -1) ? at.x - width / 2 : at.x + 10;
    return {std::clamp(x, box.left + 4, std::max(box.left + 4, box.right - 4 - width)), at.y + 22};
}

}  // namespace

int height_of_map(const CameraPath& path) { return std::clamp(70 + Extent(path).rows() * 56, 138, 400); }

void draw_map(std::string& out, const CameraPath& path, Box box, Language language) {
    constexpr std::size_t most_labels = 40;
    const Stops stops = stops_of(path);
    const Ground ground(Extent(path), box);
    const Pose& end = path.moves.back().after;
    Pen pen(out);
    pen.rect("card", box, 4);
    ground.draw_grid(pen);
    pen.rect("edge", box, 4);
    draw_ways(pen, path, ground);
    for (const auto& [place, stop] : stops) {
        const Point at = ground.at(place.first, place.second);
        const bool is_end = place.first == end.x && place.second == end.z;
        if (ground.unit() >= 20 || is_end) draw_stop(pen, at, stop, end.yaw, is_end);
        const bool is_labelled = (ground.unit() >= 38 && stops.size() <= most_labels) || is_end;
        if (!is_labelled) continue;
        const std::string label = label_of(stop, language);
        write_lines(out, {label}, label_at(stops, place, at, width_of(label, small), box), small, "ink");
    }
    write_lines(out, {std::string(from_above.in(language))}, {box.left + 7, box.top + 16}, small, "soft");
}

}  // namespace camlint
