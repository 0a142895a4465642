#pragma once
// Replacements of byte ranges, and a text with them applied.

#include <span>
#include <string>
#include <string_view>

#include "text/span.hpp"

namespace camlint {

struct Edit {
    Span span;
    std::string text;  ///< what takes the place of the span's bytes
};

/// `text` with `edits` applied. They must be sorted and must not overlap.
[[nodiscard]] std::string apply_edits(std::string_view text, std::span<const Edit> edits);

}  // namespace camlint
