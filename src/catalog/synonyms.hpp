#pragma once
// What people write in place of one of the 15 commands, and what is known of its meaning.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "catalog/basis.hpp"
#include "catalog/commands.hpp"

namespace camlint {

/// What is odd about a term that is none of the 15 commands.
enum class Oddity : std::uint8_t {
    synonym,       ///< another word for its targets
    wrong_axis,    ///< a family with a direction that it does not have
    no_direction,  ///< a family alone
};

struct Synonym {
    std::string_view term;  ///< in any spelling that folds to the same key
    Oddity oddity;
    /// English names of commands, empty where unknown: what a synonym means (both at once where there
    /// are two), what a wrong axis may mean, the choice that a missing direction leaves open.
    std::array<std::string_view, 2> targets;
    bool exact;  ///< the targets mean the same: replacing keeps the meaning
    Basis basis;
};

/// All rows, in the order of the commands that they stand for.
[[nodiscard]] std::span<const Synonym> synonyms();

}  // namespace camlint
