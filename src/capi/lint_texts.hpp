#pragma once
// Texts through the linter, into columns. The one place of this room that runs it.

#include <cstdint>
#include <string_view>

#include "capi/columns.hpp"
#include "capi/texts.hpp"

namespace camlint {

/// Adds what is found in a text.
void lint_text(std::string_view text, const Filling& filling, Columns& columns);

/// Adds what is found in all texts, by at most so many threads. The columns are the same for any number.
void lint_texts(const Texts& texts, const Filling& filling, int threads, Columns& columns);

}  // namespace camlint
