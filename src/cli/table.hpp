#pragma once
// A table for a terminal: columns aligned by display width, nothing of a text acted on. Never cuts a cell.

#include <string>
#include <vector>

namespace camlint {

/// One line each, two blanks between columns. The first line is usually that of the columns' names.
[[nodiscard]] std::string aligned(const std::vector<std::vector<std::string>>& lines);

}  // namespace camlint
