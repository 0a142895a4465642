#pragma once
// What stands about on a set: cameras from above and from the side, rails, a column, a lens, a lock, a
// subject.

#include "timeline/pen.hpp"

namespace camlint {

/// From above, looking up the drawing, turned by `degrees` about its middle.
void draw_camera_from_above(Pen& pen, Point middle, int degrees = 0);

/// From the side, looking to the right, turned by `degrees` about the tripod's head.
void draw_camera_from_side(Pen& pen, Point head, int degrees = 0);

/// The same, looking to the left.
void draw_camera_to_the_left(Pen& pen, Point head);

void draw_tripod(Pen& pen, Point head, int height);

/// Rails along the middle of a box that is wider than high.
void draw_rails(Pen& pen, Box box);

/// Rails that lead away from the onlooker, from the box's lower edge to the middle of its upper one.
void draw_receding_rails(Pen& pen, Box box);

/// A telescoping column from the floor to its top.
void draw_column(Pen& pen, Point top, int floor);

/// The rings of a lens with a plus or minus sign, or both.
void draw_lens(Pen& pen, Point middle, bool plus, bool minus);

void draw_lock(Pen& pen, Point middle);

/// A person of so many units from head to foot; one who walks goes to the right.
void draw_subject(Pen& pen, Point feet, int height, bool walks);

}  // namespace camlint
