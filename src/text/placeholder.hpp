#pragma once
// Marks that templates leave for something to be put in: ${name}, $name, {{name}}.

#include <cstddef>
#include <string_view>

#include "text/span.hpp"

namespace camlint {

/// The first `${…}` or `{{…}}` at or after `from` that is closed on its line within 64 bytes; empty, at
/// the text's end, if there is none.
[[nodiscard]] Span find_placeholder(std::string_view text, std::size_t from = 0);

/// Whether something is still to be put into `text`: also `$name`, as a shell has it.
[[nodiscard]] bool is_template(std::string_view text);

}  // namespace camlint
