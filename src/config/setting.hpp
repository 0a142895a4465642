#pragma once
// What a configuration's file says, as plain values, each with the place that it was written at. Says
// nothing of which keys there are.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace camlint {

/// A place in a configuration. The column counts code points from 1, as everywhere.
struct Spot {
    std::string_view file;  ///< as it is shown; empty for what no file says
    std::size_t line = 0;   ///< 0 for all of the file
    std::size_t column = 0;
};

/// What is wrong with a configuration, and where.
struct Mistake {
    Spot place;
    std::string message;
};

/// "camlint.toml:3:1: unknown key 'selct'".
[[nodiscard]] std::string describe(const Mistake& mistake);
[[nodiscard]] std::string describe(const Spot& place);

/// By file, then place.
[[nodiscard]] bool comes_before(const Mistake& a, const Mistake& b);

enum class TomlKind : std::uint8_t { text, whole_number, fraction, truth, time, list, table };

struct Entry;

struct Setting {
    TomlKind kind = TomlKind::table;
    Spot place;
    std::string text;  ///< a fraction's too, as short as it can be written
    std::int64_t number = 0;
    bool truth = false;
    std::vector<Setting> elements;  ///< of a list
    std::vector<Entry> members;     ///< of a table, in the order of their names

    /// The value of a table's member; null if there is none.
    [[nodiscard]] const Setting* member(std::string_view name) const;
};

struct Entry {
    std::string name;
    Spot place;
    Setting value;
};

/// "a string", "a list".
[[nodiscard]] std::string_view describe(TomlKind kind);

}  // namespace camlint
