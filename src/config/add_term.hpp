#pragma once
// A configuration's text with one more of the project's own terms in it.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/edit.hpp"

namespace camlint {

/// The edit of `bytes`, a configuration or nothing, after which its `terms` hold `term` too. `inherited` are
/// the terms that it gets from elsewhere: a list of its own takes their place, so it has to name them.
/// Nothing where the text has mistakes, or would have them.
[[nodiscard]] std::optional<Edit> add_term(std::string_view bytes, std::string_view term,
                                           std::span<const std::string> inherited);

}  // namespace camlint
