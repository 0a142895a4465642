#pragma once
// What a reader takes for one character: a letter with its marks, an emoji of several code points, a flag.
// Boundaries and widths are utf8proc's.

#include <cstddef>
#include <string>
#include <string_view>

namespace camlint {

struct Cluster {
    std::size_t size = 0;   ///< bytes, at least 1
    std::size_t cells = 0;  ///< of a terminal
};

/// The cluster that begins at `text[at]`, which must be inside the text.
[[nodiscard]] Cluster cluster_at(std::string_view text, std::size_t at);

/// `text` where it takes at most `widest` cells, else its beginning with an ellipsis in the last one. Cuts no
/// cluster in two.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t widest);

}  // namespace camlint
