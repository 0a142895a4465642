#pragma once
// Camera moves that prose tells of: only where a clause names the camera and then its move.

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

/// At most one per clause, in the order of the text.
/// Whether it names the camera at all; most prompts do not.
[[nodiscard]] bool may_tell_moves(std::string_view text);

[[nodiscard]] std::vector<ProseMove> find_prose_moves(std::string_view text);

}  // namespace camlint
