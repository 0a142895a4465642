#pragma once
// What the camera does in a step, drawn as for a storyboard. Each kind of move has a place of its own in the
// picture, so that any commands can be drawn together.

#include <span>
#include <string>
#include <string_view>

#include "catalog/commands.hpp"
#include "timeline/pen.hpp"

namespace camlint {

inline constexpr Box drawing_box{0, 0, 320, 180};

/// SVG shapes inside the box; a question mark for no commands. Looks are said by `drawing_style`.
[[nodiscard]] std::string draw_moves(std::span<const Command* const> named);

/// The style sheet of everything that this room draws, light and dark.
extern const std::string_view drawing_style;

}  // namespace camlint
