#pragma once
// How a replacement has to be written so that the document still says what it should: JSON's escapes,
// and around them the quoting of a CSV cell or a shell word.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "text/edit.hpp"

namespace camlint {

/// `text` as a part of a string of this notation.
[[nodiscard]] std::string escape(std::string_view text, Notation notation);

/// `text` as a whole string value of this notation, with quotes where it has them.
[[nodiscard]] std::string string_value(std::string_view text, Notation notation);

/// Adds the field `name` with `value`, written already, behind the prompt's last field and in the style
/// of those that are there. Nothing where the notation cannot take one, or a shell's quotes lie between.
[[nodiscard]] std::optional<Edit> add_field(const Document& document, const Prompt& prompt,
                                            std::string_view bytes, std::string_view name,
                                            std::string_view value);

/// `edits`, escaped for what encloses them; more than were given where a CSV cell has to be quoted.
/// Nothing where an edit would cut through a shell's quotes. `edits` must be sorted.
[[nodiscard]] std::optional<std::vector<Edit>> enclose(const Document& document, std::string_view bytes,
                                                       std::span<const Edit> edits);

}  // namespace camlint
