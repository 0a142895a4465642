#include "timeline/drawing.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "timeline/gear.hpp"

namespace camlint {
namespace {

constexpr std::size_t most_in_one_picture = 3;

/// Which ways a family goes in a step; of two opposites both are drawn.
struct Ways {
    bool less = false;
    bool more = false;
    bool any = false;

    [[nodiscard]] bool both() const { return less && more; }
    [[nodiscard]] Heads heads() const { return {.first = less, .last = more}; }
};

class Picture {
public:
    Picture(std::string& out, std::span<const Command* const> named) : pen_(out), commands_(named) {
        for (const Command* command : named) {
            Ways& ways = ways_[static_cast<std::size_t>(command->family)];
            ways.any = true;
            ways.less = ways.less || command->sign < 0;
            ways.more = ways.more || command->sign > 0;
        }
        is_alone_ = std::ranges::all_of(
            named, [&](const Command* command) { return command->family == named.front()->family; });
        take_places();
    }

    /// Whether nothing is in another's way. Has to hold only for up to three families.
    [[nodiscard]] bool has_room() const {
        const bool has_dolly = of(Family::dolly).any;
        const bool has_zoom = of(Family::zoom).any;
        const bool has_follow = of(Family::follow).any;
        if (has_follow && (has_zoom || of(Family::fixed).any)) return false;
        if (has_dolly && (floor_.height() < 60 || of(Family::fixed).any)) return false;
        if (has_zoom && (middle_.width() < 190 || middle_.height() < 60)) return false;
        return !has_follow || middle_.width() > 180;
    }

    void draw() {
        if (commands_.empty()) return draw_question();
        draw_scene();
        if (of(Family::shake).any) draw_shake();
        place_figure();
        if (of(Family::dolly).any) draw_dolly();
        if (!of(Family::follow).any) draw_figure();
        if (of(Family::zoom).any) draw_zoom();
        if (of(Family::follow).any) draw_follow();
        if (of(Family::fixed).any) draw_fixed();
        if (of(Family::pan).any) draw_pan();
        if (of(Family::tilt).any) draw_tilt();
        if (of(Family::truck).any) draw_truck();
        if (of(Family::pedestal).any) draw_pedestal();
    }

private:
    [[nodiscard]] const Ways& of(Family family) const { return ways_[static_cast<std::size_t>(family)]; }

    void draw_question() {
        pen_.rect("sky", drawing_box, 6);
        pen_.rect("past", drawing_box.inset(8), 4);
        pen_.letter("query", {160, 128}, 110, "?");
    }

    void draw_scene() {
        pen_.rect("sky", drawing_box, 6);
        pen_.path("hill", "M0 108L46 84L92 106L150 76L214 108L262 88L320 110V120H0z");
        pen_.path("ground", "M0 112Q160 102 320 112V174A6 6 0 0 1 314 180H6A6 6 0 0 1 0 174z");
    }

    /// The bands that moves take at the sides, above and below, and what is left for the subject.
    void take_places() {
        middle_ = drawing_box.inset(of(Family::shake).any ? 18 : 8);
        if (of(Family::tilt).any) {
            tilt_ = middle_;
            tilt_.right = middle_.left = middle_.left + (is_alone_ ? 120 : 84);
        }
        if (of(Family::pedestal).any) {
            pedestal_ = middle_;
            pedestal_.left = middle_.right = middle_.right - 84;
        }
        if (of(Family::pan).any) {
            pan_ = middle_;
            pan_.bottom = middle_.top = middle_.top + (is_alone_ ? 76 : 56);
        }
        if (of(Family::truck).any) {
            truck_ = middle_;
            truck_.top = middle_.bottom = middle_.bottom - 44;
        }
        if (of(Family::dolly).any) {
            floor_ = middle_;
            floor_.top = std::max(middle_.top + 40, middle_.bottom - 88);
            middle_.bottom = floor_.top;
        }
        if (of(Family::follow).any && middle_.height() > 130) {
            follow_ = middle_;
            follow_.top = middle_.bottom = middle_.bottom - 44;
        }
    }

    /// On the ground, its face in the middle of a zoom's frames.
    void place_figure() {
        const Box room = middle_.inset(4);
        const bool stands_at_bottom = of(Family::dolly).any || of(Family::zoom).any || of(Family::follow).any;
        height_ = std::clamp(room.height() - 6, 30, of(Family::dolly).any ? 68 : 96);
        if (of(Family::zoom).any) height_ = std::clamp(room.height() * 3 / 5, 26, 96);
        feet_ = {room.center().x, stands_at_bottom ? room.bottom : room.center().y + height_ / 2};
    }

    void draw_figure() {
        if (of(Family::shake).any) {
            pen_.open_group("ghost");
            draw_subject(pen_, {feet_.x - 8, feet_.y - 2}, height_, false);
            draw_subject(pen_, {feet_.x + 8, feet_.y + 2}, height_, false);
            pen_.close_group();
        }
        draw_subject(pen_, feet_, height_, false);
    }

    void draw_pan() {
        const Ways& ways = of(Family::pan);
        const int x = pan_.center().x;
        const int reach = std::min(pan_.width() / 2 - 24, is_alone_ ? 108 : 78);
        const Point pivot{x, pan_.bottom - 16};
        const Point left{x - reach, pan_.bottom - 24};
        const Point right{x + reach, left.y};
        const Point control{x, pan_.top * 2 - left.y + 14};
        pen_.path("sweep", fmt::format("M{} {}L{} {}Q{} {} {} {}z", pivot.x, pivot.y, left.x, left.y,
                                       control.x, control.y, right.x, right.y));
        pen_.line(ways.more && !ways.less ? "past" : "view", pivot, left);
        pen_.line(ways.less && !ways.more ? "past" : "view", pivot, right);
        pen_.arrow(left, control, right, ways.heads());
        draw_camera_from_above(pen_, pivot, ways.both() ? 0 : ways.more ? 62 : -62);
    }

    void draw_tilt() {
        const Ways& ways = of(Family::tilt);
        const int y = tilt_.center().y - 4;
        const int reach = std::min(tilt_.height() / 2 - 14, is_alone_ ? 58 : 44);
        const Point pivot{tilt_.left + 24, y};
        const Point low{tilt_.left + (is_alone_ ? 72 : 56), y + reach};
        const Point high{low.x, y - reach};
        const Point control{tilt_.right * 2 - low.x - 14, y};
        pen_.path("sweep", fmt::format("M{} {}L{} {}Q{} {} {} {}z", pivot.x, pivot.y, low.x, low.y, control.x,
                                       control.y, high.x, high.y));
        pen_.line(ways.more && !ways.less ? "past" : "view", pivot, low);
        pen_.line(ways.less && !ways.more ? "past" : "view", pivot, high);
        pen_.arrow(low, control, high, ways.heads());
        draw_tripod(pen_, pivot, std::min(52, tilt_.bottom - pivot.y - 2));
        draw_camera_from_side(pen_, pivot, ways.both() ? 0 : ways.more ? -32 : 32);
    }

    void draw_truck() {
        const Ways& ways = of(Family::truck);
        const int reach = std::min(truck_.width() / 2 - 8, 130);
        const Point middle = truck_.center();
        const Box rails{middle.x - reach, truck_.top + 10, middle.x + reach, truck_.bottom};
        const int y = rails.center().y;
        draw_rails(pen_, rails);
        const Point left{rails.left + 20, y};
        const Point right{rails.right - 20, y};
        draw_place(left, ways.less);
        draw_place(right, ways.more);
        pen_.arrow({left.x + 22, y}, {right.x - 22, y}, ways.heads());
    }

    /// A camera from above where it comes to, or where it was.
    void draw_place(Point at, bool is_end) {
        pen_.open_group(is_end ? "" : "ghost");
        draw_camera_from_above(pen_, {at.x, at.y + 2});
        pen_.close_group();
    }

    void draw_pedestal() {
        const Ways& ways = of(Family::pedestal);
        const int x = pedestal_.right - 28;
        const int floor = pedestal_.bottom - 2;
        const int high = pedestal_.top + 34;
        const int low = floor - 26;
        draw_column(pen_, {x, high}, floor);
        for (const bool is_high : {false, true}) {
            pen_.open_group((is_high ? ways.more : ways.less) ? "" : "ghost");
            draw_camera_to_the_left(pen_, {x, is_high ? high : low});
            pen_.close_group();
        }
        pen_.arrow({pedestal_.left + 16, low}, {pedestal_.left + 16, high - 20}, ways.heads());
    }

    void draw_dolly() {
        const Ways& ways = of(Family::dolly);
        const int half = std::min(74, floor_.width() / 2 - 8);
        const int x = floor_.center().x;
        draw_receding_rails(pen_, {x - half, floor_.top + 4, x + half, floor_.bottom});
        const Point camera{x, floor_.bottom - 15};
        pen_.arrow({x, camera.y - 22}, {x, floor_.top + 2}, {ways.less, ways.more}, 8);
        draw_camera_from_above(pen_, camera);
        const bool has_frames = of(Family::zoom).any || of(Family::follow).any;
        if (!has_frames && floor_.width() > 200) draw_growing_frame(ways);
    }

    /// What the picture shows in the end, around the subject, and the ways there from the edges.
    void draw_growing_frame(const Ways& ways) {
        const Box outer = Box{middle_.left, middle_.top, middle_.right, floor_.bottom}.inset(4);
        const Point center = subject_center();
        const Box inner = frame_of(center, std::min(104, (center.y - middle_.top) * 32 / 9));
        pen_.corners(ways.more ? "finder" : "past", inner, 14);
        pen_.arrow({outer.left + 8, outer.top + 8}, {inner.left - 6, center.y - 4}, ways.heads(), 5);
        pen_.arrow({outer.right - 8, outer.top + 8}, {inner.right + 6, center.y - 4}, ways.heads(), 5);
        pen_.corners(ways.less ? "finder" : "past", outer, 14);
    }

    void draw_zoom() {
        const Ways& ways = of(Family::zoom);
        const Point center = subject_center();
        const int high =
            std::min(center.y - middle_.top, middle_.bottom - center.y + (of(Family::dolly).any ? 0 : 40));
        const bool has_lock = of(Family::fixed).any;
        const int widest = std::min({middle_.width() - (has_lock ? 124 : 112), high * 32 / 9, 192});
        const Box outer = frame_of(center, widest);
        const Box inner = frame_of(center, widest * 2 / 5);
        pen_.rect(ways.more ? "past" : "finder", outer, 3);
        pen_.rect("view", frame_of(center, widest * 7 / 10), 3);
        pen_.rect(ways.less ? "past" : "finder", inner, 3);
        pen_.arrow({outer.left + 6, center.y}, {inner.left - 6, center.y}, ways.heads(), 6);
        pen_.arrow({outer.right - 6, center.y}, {inner.right + 6, center.y}, ways.heads(), 6);
        draw_lens(pen_, {middle_.right - 28, middle_.bottom - 28}, ways.more, ways.less);
    }

    void draw_follow() {
        const int way = std::min(middle_.width() - height_ - 12, 140);
        const Point begin{feet_.x - way / 2, feet_.y};
        const Point end{feet_.x + way / 2, feet_.y};
        pen_.open_group("ghost");
        draw_subject(pen_, begin, height_, true);
        pen_.close_group();
        draw_subject(pen_, end, height_, true);
        const int half = height_ / 2;
        const auto frame_at = [&](Point feet) {
            return Box{feet.x - half, feet.y - height_ - 6, feet.x + half, feet.y + 3};
        };
        pen_.corners("past", frame_at(begin), 10);
        pen_.corners("finder", frame_at(end), 12);
        if (follow_.height() == 0) {
            const int y = feet_.y - half;
            pen_.arrow({begin.x + half + 4, y}, {end.x - half - 4, y});
            return;
        }
        const int y = follow_.center().y + 2;
        draw_place({begin.x, y}, false);
        draw_place({end.x, y}, true);
        pen_.arrow({begin.x + 20, y}, {end.x - 20, y});
    }

    void draw_fixed() {
        const bool has_frames = of(Family::zoom).any || middle_.height() < 80;
        if (!has_frames) pen_.corners("finder", middle_.inset(2), 20);
        draw_lock(pen_, {middle_.left + 34, middle_.bottom - 38});
        if (middle_.width() < 200 || has_frames) return;
        const Point head{middle_.right - 48, middle_.bottom - 62};
        draw_tripod(pen_, head, 52);
        draw_camera_to_the_left(pen_, head);
    }

    void draw_shake() {
        std::string wave = "M10 10";
        const auto run = [&](std::string_view first, std::string_view next, int count) {
            wave += first;
            for (int i = 1; i < count; ++i) wave += next;
        };
        run("q5 -8 10 0", "t10 0", 30);
        run("q8 5 0 10", "t0 10", 16);
        run("q-5 8 -10 0", "t-10 0", 30);
        run("q-8 -5 0 -10", "t0 -10", 16);
        pen_.path("wave", wave + "z");
    }

    /// The middle of the subject, where the frames are around.
    [[nodiscard]] Point subject_center() const {
        return {feet_.x, feet_.y - height_ * (of(Family::zoom).any ? 8 : 6) / 10};
    }

    /// A frame of the picture's shape.
    [[nodiscard]] static Box frame_of(Point center, int width) {
        const int height = width * drawing_box.height() / drawing_box.width();
        return {center.x - width / 2, center.y - height / 2, center.x + width / 2, center.y + height / 2};
    }

    Pen pen_;
    std::span<const Command* const> commands_;
    std::array<Ways, 9> ways_{};  ///< of each family
    bool is_alone_ = true;
    Box middle_{};
    Box pan_{};
    Box tilt_{};
    Box truck_{};
    Box pedestal_{};
    Box floor_{};
    Box follow_{};
    Point feet_{};
    int height_ = 0;
};

std::vector<std::vector<const Command*>> by_family(std::span<const Command* const> named) {
    std::vector<std::vector<const Command*>> families;
    for (const Command* command : named) {
        const auto same = std::ranges::find_if(families, [&](const std::vector<const Command*>& family) {
            return family.front()->family == command->family;
        });
        if (same == families.end()) {
            families.push_back({command});
        } else {
            same->push_back(command);
        }
    }
    return families;
}

}  // namespace

std::string draw_moves(std::span<const Command* const> named) {
    std::string out;
    const std::vector<std::vector<const Command*>> families = by_family(named);
    Picture together(out, named);
    if (families.size() <= most_in_one_picture && together.has_room()) {
        together.draw();
        return out;
    }
    // They would be in each other's way: a picture for each.
    const int count = static_cast<int>(families.size());
    const int side = count > 4 ? 3 : 2;
    const int rows = (count + side - 1) / side;
    const int top = (drawing_box.bottom - rows * drawing_box.bottom / side) / 2;
    Pen pen(out);
    for (int i = 0; i < count; ++i) {
        const Point corner{i % side * drawing_box.right / side + 2,
                           top + i / side * drawing_box.bottom / side + 1};
        pen.open_group("", fmt::format("{} scale(.{})", placed(corner), side == 3 ? 32 : 488));
        Picture(out, families[static_cast<std::size_t>(i)]).draw();
        pen.close_group();
    }
    return out;
}

}  // namespace camlint
