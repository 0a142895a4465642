#pragma once
// Look-up of whole labels: commands, synonyms and camera phrases in one table by folded key.

#include <string_view>

#include "catalog/reading.hpp"

namespace camlint {

/// What the term with this folded key says, null if the tables do not have it.
[[nodiscard]] const Reading* find_term(std::string_view key);

/// What a command says by its documented name, the one that nearly all labels are; null for anything else.
[[nodiscard]] const Reading* find_command(std::string_view name);

/// A command that a label is near to, null if there is none; not unique where two are as near.
struct NearMatch {
    const Command* command = nullptr;
    bool is_unique = false;
};

/// Near matches of a label, word by word. The first letter must agree (or the first two are swapped):
/// people rarely get it wrong, and "Man left" is not "Pan left".
[[nodiscard]] NearMatch near_command(std::string_view label);

}  // namespace camlint
