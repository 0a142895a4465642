#pragma once
// What a value of a configuration has to look like: one description, read by the check, the schema and
// those that print and merge. Says nothing of what a value does.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "config/setting.hpp"

namespace camlint {

enum class ShapeKind : std::uint8_t {
    text,
    whole_number,  ///< from 1 on
    amount,        ///< of US dollars: a text as "2.50", or a number
    truth,
    list,
    table,  ///< with the names that its keys have
    map,    ///< from names that the user chooses to values of one shape
};

struct Key;

struct Shape {
    ShapeKind kind = ShapeKind::text;

    /// The texts, or names of a map, that there are; null where any will do.
    std::vector<std::string_view> (*choices)() = nullptr;
    std::string_view what = {};  ///< what a choice is, where there are too many to list them: "rule"
    bool or_truth = false;       ///< true and false will do as well as a text

    /// What is wrong with a text or a map's name, to follow it in a message; empty if nothing is.
    std::string_view (*flaw)(std::string_view text) = nullptr;
    std::string (*shown)(std::string_view text) = nullptr;  ///< in a message, where it may hold a secret
    std::string_view pattern = {};  ///< the same as a regular expression, as far as there is one

    const Shape* element = nullptr;  ///< of a list or map
    std::size_t least = 0;           ///< elements of a list
    std::size_t most = 0;            ///< elements or names, or the greatest number; 0 for any
    std::span<const Key> keys = {};  ///< of a table

    /// Why a name that a table does not have is known and has no place in it, to follow the name; empty for
    /// one that is not known.
    std::string_view (*misplaced)(std::string_view name) = nullptr;
};

/// What becomes of a key that a configuration and the one that it extends both have.
enum class Merge : std::uint8_t {
    replace,  ///< the extending one's counts
    by_name,  ///< entry by entry
    append,   ///< behind those of the one that is extended
};

struct Key {
    std::string_view name;
    const Shape* shape;
    std::string_view about;  ///< one line
    Merge merge = Merge::replace;
    bool is_required = false;
    std::string_view standard = {};  ///< what holds without it, as JSON; empty where that is no value
};

/// An amount in cents; nothing for what is none, for parts of a cent, and from 10 million dollars on.
[[nodiscard]] std::optional<std::int64_t> cents_of(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> cents_of(const Setting& value);

/// Such a text as a regular expression, and the greatest number that will do.
inline constexpr std::string_view amount_pattern = R"(^[0-9]{1,7}(\.[0-9]{1,2})?$)";
inline constexpr int greatest_amount = 9'999'999;

/// Adds what is wrong with a value to `mistakes`; `name` is the key's.
void check_shape(const Setting& value, const Shape& shape, std::string_view name,
                 std::vector<Mistake>& mistakes);

}  // namespace camlint
