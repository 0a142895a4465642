#include "config/setting.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace camlint {

std::string describe(const Spot& place) {
    if (place.line == 0) return std::string(place.file);
    return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

std::string describe(const Mistake& mistake) {
    return fmt::format("{}: {}", describe(mistake.place), mistake.message);
}

bool comes_before(const Mistake& a, const Mistake& b) {
    const auto key = [](const Mistake& m) {
        return std::tie(m.place.file, m.place.line, m.place.column, m.message);
    };
    return key(a) < key(b);
}

const Setting* Setting::member(std::string_view name) const {
    const auto row = std::ranges::find(members, name, &Entry::name);
    return row == members.end() ? nullptr : &row->value;
}

std::string_view describe(TomlKind kind) {
    switch (kind) {
        case TomlKind::text: return "a string";
        case TomlKind::whole_number: return "a whole number";
        case TomlKind::fraction: return "a fraction";
        case TomlKind::truth: return "true or false";
        case TomlKind::time: return "a date or time";
        case TomlKind::list: return "a list";
        case TomlKind::table: return "a table";
    }
    return "";
}

}  // namespace camlint
