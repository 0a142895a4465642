#pragma once
// Replacements of byte ranges, and a text with them applied.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.hpp"

namespace camlint {

struct Edit {
    Span span;
    std::string text;  ///< what takes the place of the span's bytes
};

/// `text` with `edits` applied. They must be sorted and must not overlap.
[[nodiscard]] std::string apply_edits(std::string_view text, std::span<const Edit> edits);

/// One list of edits that does what `first` and then `second` do, whose spans count in `between`, the text
/// that `first` made. Edits that touch become one. Time grows with the number of edits and their texts.
[[nodiscard]] std::vector<Edit> compose(std::span<const Edit> first, std::string_view between,
                                        std::span<const Edit> second);

}  // namespace camlint
