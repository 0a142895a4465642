#pragma once
// What a view of a camera path is, in one plain struct; each is one file of this folder. Views write text and
// know nothing of files and terminals.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "text/message.hpp"
#include "text/position.hpp"
#include "timeline/path.hpp"

namespace camlint {

/// A prompt's path, and where the prompt was found.
struct Story {
    const Source& source;
    const Positions& positions;
    const Prompt& prompt;
    std::size_t number;  ///< of the prompt in its file
    const CameraPath& path;
};

struct Look {
    Language language = Language::english;
    bool color = false;
    std::size_t width = 80;  ///< terminal cells
};

/// What a view makes of one story.
struct Strip {
    std::string text;
    int height = 0;       ///< of a drawing
    bool is_cut = false;  ///< some of the prompt's text is left out
};

struct View {
    std::string_view name;
    Strip (*draw)(const Story& story, const Look& look);
    /// Puts all strips together, in their order.
    std::string (*join)(std::span<const Strip> strips, const Look& look);
};

[[nodiscard]] std::span<const View* const> all_views();

}  // namespace camlint
