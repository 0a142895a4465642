#pragma once
// The place in a bracket that is being written in: what stands there already, and what stands beside it.

#include <optional>
#include <string_view>
#include <vector>

#include "syntax/tree.hpp"

namespace camlint {

struct Slot {
    Span bracket;  ///< all of it
    BracketForm open;
    Span written;  ///< what a command takes the place of; white space that is documented nowhere too
    std::string_view typed;                ///< what of it stands before the cursor, from its first word on
    std::vector<std::string_view> others;  ///< the bracket's other labels
    std::string_view missing;              ///< the bracket that should close it; empty where one may
};

/// The slot at an offset of the tree's text; nothing where no bracket is open there. What follows in a
/// bracket that is not closed is prose, and no part of it.
[[nodiscard]] std::optional<Slot> find_slot(const Tree& tree, std::size_t at);

}  // namespace camlint
