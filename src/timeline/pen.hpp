#pragma once
// Shapes of a drawing as SVG: lines, arrows, frames. All places are whole numbers, so that a drawing is the
// same bytes everywhere; what they look like is said by the classes of `drawing_style`.

#include <string>
#include <string_view>

namespace camlint {

struct Point {
    int x = 0;
    int y = 0;
};

struct Box {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    [[nodiscard]] int width() const { return right - left; }
    [[nodiscard]] int height() const { return bottom - top; }
    [[nodiscard]] Point center() const { return {(left + right) / 2, (top + bottom) / 2}; }
    [[nodiscard]] Box inset(int by) const { return {left + by, top + by, right - by, bottom - by}; }
};

/// Which ends of an arrow have a head.
struct Heads {
    bool first = false;
    bool last = true;
};

/// Writes shapes at the end of a text.
class Pen {
public:
    explicit Pen(std::string& out) : out_(out) {}

    void path(std::string_view style, std::string_view shape);
    void line(std::string_view style, Point from, Point to);
    void rect(std::string_view style, Box box, int radius = 0);
    void circle(std::string_view style, Point center, int radius);

    /// Text that is safe in XML, its middle above a point.
    void letter(std::string_view style, Point foot, int size, std::string_view text);

    /// Of a class and, where it is not empty, a transform.
    void open_group(std::string_view style, std::string_view transform = {});
    void close_group() { out_ += "</g>"; }

    void arrow(Point from, Point to, Heads heads = {}, int weight = 7);
    /// Along a quadratic curve.
    void arrow(Point from, Point control, Point to, Heads heads = {}, int weight = 7);

    /// The four corners of a frame.
    void corners(std::string_view style, Box box, int length);

private:
    void head(Point tip, int degrees, int weight);

    std::string& out_;
};

/// What moves shapes that are drawn around 0,0.
[[nodiscard]] std::string placed(Point at, int degrees = 0);

}  // namespace camlint
