#include "timeline/pen.hpp"

#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace camlint {
namespace {

/// How long a head is, measured along its arrow, in widths of the arrow's line.
constexpr double head_length = 2.6;

int degrees_of(Point from, Point to) {
    const double angle = std::atan2(to.y - from.y, to.x - from.x);
    return static_cast<int>(std::lround(angle * 180 / std::numbers::pi));
}

/// The point at a distance from `from` towards `to`.
Point towards(Point from, Point to, double distance) {
    const double x = to.x - from.x;
    const double y = to.y - from.y;
    const double length = std::max(1.0, std::hypot(x, y));
    return {from.x + static_cast<int>(std::lround(x * distance / length)),
            from.y + static_cast<int>(std::lround(y * distance / length))};
}

}  // namespace

std::string placed(Point at, int degrees) {
    if (degrees == 0) return fmt::format("translate({} {})", at.x, at.y);
    return fmt::format("translate({} {}) rotate({})", at.x, at.y, degrees);
}

void Pen::path(std::string_view style, std::string_view shape) {
    fmt::format_to(std::back_inserter(out_), R"(<path class="{}" d="{}"/>)", style, shape);
}

void Pen::line(std::string_view style, Point from, Point to) {
    path(style, fmt::format("M{} {}L{} {}", from.x, from.y, to.x, to.y));
}

void Pen::rect(std::string_view style, Box box, int radius) {
    fmt::format_to(std::back_inserter(out_), R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}")",
                   style, box.left, box.top, box.width(), box.height());
    if (radius > 0) fmt::format_to(std::back_inserter(out_), R"( rx="{}")", radius);
    out_ += "/>";
}

void Pen::circle(std::string_view style, Point center, int radius) {
    fmt::format_to(std::back_inserter(out_), R"(<circle class="{}" cx="{}" cy="{}" r="{}"/>)", style,
                   center.x, center.y, radius);
}

void Pen::letter(std::string_view style, Point foot, int size, std::string_view text) {
    fmt::format_to(std::back_inserter(out_),
                   R"(<text class="{}" x="{}" y="{}" font-size="{}" text-anchor="middle">{}</text>)", style,
                   foot.x, foot.y, size, text);
}

void Pen::open_group(std::string_view style, std::string_view transform) {
    out_ += "<g";
    if (!style.empty()) fmt::format_to(std::back_inserter(out_), R"( class="{}")", style);
    if (!transform.empty()) fmt::format_to(std::back_inserter(out_), R"( transform="{}")", transform);
    out_ += '>';
}

void Pen::head(Point tip, int degrees, int weight) {
    const int length = static_cast<int>(std::lround(weight * head_length));
    const int half = weight * 3 / 2 + 1;
    fmt::format_to(std::back_inserter(out_),
                   R"(<path class="move head" transform="{}" d="M0 0L-{} -{}V{}z"/>)", placed(tip, degrees),
                   length, half, half);
}

void Pen::arrow(Point from, Point to, Heads heads, int weight) {
    arrow(from, {(from.x + to.x) / 2, (from.y + to.y) / 2}, to, heads, weight);
}

void Pen::arrow(Point from, Point control, Point to, Heads heads, int weight) {
    // The line ends inside its heads.
    const double inside = weight * (head_length - 0.6);
    const Point begin = heads.first ? towards(from, control, inside) : from;
    const Point end = heads.last ? towards(to, control, inside) : to;
    const std::string shape =
        fmt::format("M{} {}Q{} {} {} {}", begin.x, begin.y, control.x, control.y, end.x, end.y);
    for (const std::string_view style : {"halo", "move"}) {
        fmt::format_to(std::back_inserter(out_), R"(<path class="{}" stroke-width="{}" d="{}"/>)", style,
                       style == "halo" ? weight + 5 : weight, shape);
    }
    if (heads.first) head(from, degrees_of(control, from), weight);
    if (heads.last) head(to, degrees_of(control, to), weight);
}

void Pen::corners(std::string_view style, Box box, int length) {
    path(style, fmt::format("M{0} {4}V{1}H{5}M{6} {1}H{2}V{4}M{2} {7}V{3}H{6}M{5} {3}H{0}V{7}", box.left,
                            box.top, box.right, box.bottom, box.top + length, box.left + length,
                            box.right - length, box.bottom - length));
}

}  // namespace camlint
