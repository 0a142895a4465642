#pragma once
// Text of a drawing: how wide it is about, and broken into lines that fit. Nobody knows the reader's fonts,
// so widths are those of a wide sans.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "timeline/pen.hpp"

namespace camlint {

struct Font {
    int size = 13;
    bool bold = false;
};

/// At most so many lines of a width, the last with an ellipsis where there is more. Breaks at blanks and
/// between wide characters and, where a word is too long, inside it. No line for no text.
[[nodiscard]] std::vector<std::string> fitted(std::string_view text, int width, const Font& font,
                                              std::size_t most_lines);

/// How wide a line is, in the drawing's units.
[[nodiscard]] int width_of(std::string_view text, const Font& font);

/// Writes lines below each other, the first on the point; gives back how high all of them are.
int write_lines(std::string& out, const std::vector<std::string>& lines, Point at, const Font& font,
                std::string_view style);

/// From one line to the next.
[[nodiscard]] constexpr int line_height(const Font& font) { return font.size * 13 / 10 + 1; }

}  // namespace camlint
