#include "timeline/gear.hpp"

#include <fmt/format.h>

namespace camlint {

void draw_camera_from_above(Pen& pen, Point middle, int degrees) {
    pen.open_group("", placed(middle, degrees));
    pen.path("gear", "M-6 -8L-9 -19H9L6 -8z");
    pen.rect("gear", {-11, -9, 11, 13}, 3);
    pen.line("detail", {-6, 7}, {6, 7});
    pen.close_group();
}

void draw_camera_from_side(Pen& pen, Point head, int degrees) {
    pen.open_group("", placed(head, degrees));
    pen.path("gear", "M11 -14L22 -18V-2L11 -6z");
    pen.rect("gear", {-15, -19, 12, -1}, 3);
    pen.circle("gear", {-8, -23}, 6);
    pen.circle("gear", {5, -23}, 6);
    pen.circle("hole", {-8, -23}, 2);
    pen.circle("hole", {5, -23}, 2);
    pen.close_group();
}

void draw_camera_to_the_left(Pen& pen, Point head) {
    pen.open_group("", fmt::format("translate({} {}) scale(-1 1)", head.x, head.y));
    draw_camera_from_side(pen, {0, 0});
    pen.close_group();
}

void draw_tripod(Pen& pen, Point head, int height) {
    pen.path("legs", fmt::format("M{0} {1}L{2} {4}M{0} {1}V{4}M{0} {1}L{3} {4}", head.x, head.y, head.x - 13,
                                 head.x + 13, head.y + height));
}

void draw_rails(Pen& pen, Box box) {
    const int middle = box.center().y;
    for (int x = box.left + 6; x < box.right; x += 14) pen.line("tie", {x, middle - 11}, {x, middle + 11});
    for (const int y : {middle - 6, middle + 6}) pen.line("rail", {box.left, y}, {box.right, y});
}

void draw_receding_rails(Pen& pen, Box box) {
    const int x = box.center().x;
    const int near = box.width() / 2;
    const int far = near / 4;
    // Ties come closer to each other as they get smaller: shares of the way, in percent.
    for (const int way : {6, 26, 43, 57, 69, 79, 87, 94}) {
        const int y = box.bottom - box.height() * way / 100;
        const int half = near - (near - far) * way / 100 + 5;
        pen.line("tie", {x - half, y}, {x + half, y});
    }
    pen.line("rail", {x - near, box.bottom}, {x - far, box.top});
    pen.line("rail", {x + near, box.bottom}, {x + far, box.top});
}

void draw_column(Pen& pen, Point top, int floor) {
    const int middle = (top.y + floor) / 2;
    pen.rect("gear", {top.x - 3, top.y, top.x + 3, middle + 4});
    pen.rect("gear", {top.x - 6, middle, top.x + 6, floor - 5}, 2);
    pen.rect("gear", {top.x - 20, floor - 7, top.x + 20, floor}, 3);
}

void draw_lens(Pen& pen, Point middle, bool plus, bool minus) {
    pen.circle("lens", middle, 23);
    pen.circle("ring", middle, 23);
    pen.circle("ring", middle, 17);
    const int y = plus && minus ? middle.y - 4 : middle.y;
    pen.line("sign", {middle.x - 7, y}, {middle.x + 7, y});
    if (plus) pen.line("sign", {middle.x, y - 7}, {middle.x, y + 7});
    if (plus && minus) pen.line("sign", {middle.x - 7, y + 12}, {middle.x + 7, y + 12});
}

void draw_lock(Pen& pen, Point middle) {
    pen.open_group("", placed(middle));
    pen.path("shackle", "M-10 -3V-12A10 10 0 0 1 10 -12V-3");
    pen.rect("lock", {-17, -4, 17, 22}, 4);
    pen.path("hole", "M-4 6A4 4 0 1 1 4 6L2 8L3 15H-3L-2 8z");
    pen.close_group();
}

void draw_subject(Pen& pen, Point feet, int height, bool walks) {
    pen.open_group("figure", fmt::format("translate({} {}) scale({}.{:02})", feet.x, feet.y, height / 100,
                                         height % 100));
    pen.circle("", {walks ? 4 : 0, -87}, 13);
    if (walks) {
        pen.path("",
                 "M-14 -62Q-12 -72 -3 -72H8Q16 -72 15 -62L14 -40L30 -30L27 -23L9 -33L7 -50L4 -36L18 -22"
                 "L16 0H7L9 -17L-3 -30L-10 -16L-22 -2L-29 -8L-18 -21L-11 -38L-8 -56L-16 -48L-20 -32L-28 -34"
                 "L-23 -52z");
    } else {
        pen.path("",
                 "M-19 -60Q-19 -72 -9 -72H9Q19 -72 19 -60V-34H13V-58H11V0H2V-33H-2V0H-11V-58H-13V-34H-19z");
    }
    pen.close_group();
}

}  // namespace camlint
