#pragma once
// The drawing of a move as a file of its own, for pages that explain it.

#include <span>
#include <string>
#include <string_view>

#include "catalog/commands.hpp"

namespace camlint {

[[nodiscard]] std::string draw_plate(std::span<const Command* const> named, std::string_view title,
                                     std::string_view what);

}  // namespace camlint
