#pragma once
// Camera moves that prose tells of: only where a clause names the camera and then its move.

#include <cstddef>
#include <string_view>
#include <vector>

#include "catalog/reading.hpp"
#include "text/span.hpp"

namespace camlint {

struct ProseMove {
    Span span;  ///< from the camera to the end of the move
    Targets targets{};
    Language language = Language::english;
};

/// Where the camera is named next, at `from` or behind it; the text's size where it is not, as in most
/// prompts.
[[nodiscard]] std::size_t find_camera(std::string_view text, std::size_t from);

/// At most one per clause, in the order of the text.
[[nodiscard]] std::vector<ProseMove> find_prose_moves(std::string_view text);

}  // namespace camlint
