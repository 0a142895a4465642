#pragma once
// The whole path of a prompt in one look: where the camera goes, from above, and what its other axes do in
// time.

#include <string>

#include "timeline/pen.hpp"
#include "timeline/view.hpp"

namespace camlint {

/// How high a map has to be for its path to be read.
[[nodiscard]] int height_of_map(const CameraPath& path);

/// The positions from above, with the steps that end on them.
void draw_map(std::string& out, const CameraPath& path, Box box, Language language);

/// How high `draw_time` becomes.
[[nodiscard]] int height_of_time(const CameraPath& path);

/// The steps' shares of the duration and, below, height, tilt and zoom where they change.
void draw_time(std::string& out, const CameraPath& path, Box box, Language language);

}  // namespace camlint
