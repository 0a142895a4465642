#pragma once
// Look-up of whole labels: commands, synonyms and camera phrases in one table by folded key.

#include <string_view>

#include "catalog/reading.hpp"

namespace camlint {

/// What the term with this folded key says, null if the tables do not have it.
[[nodiscard]] const Reading* find_term(std::string_view key);

/// The command that `key` is a near match of, null if there is none. The first letter must agree
/// (or the first two are swapped): people rarely get it wrong, and "Man left" is not "Pan left".
[[nodiscard]] const Command* near_command(std::string_view label);

}  // namespace camlint
