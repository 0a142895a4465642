#include "config/shape.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "catalog/near.hpp"
#include "lint/retired.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

/// "error, warning or info"
std::string list(const std::vector<std::string_view>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
        text += names[i];
    }
    return text;
}

std::string_view expected(const Shape& shape) {
    switch (shape.kind) {
        case ShapeKind::text: return shape.or_truth ? "true, false or a string" : "a string";
        case ShapeKind::whole_number: return "a whole number";
        case ShapeKind::amount: return "US dollars as \"2.50\"";
        case ShapeKind::truth: return "true or false";
        case ShapeKind::list: return "a list";
        case ShapeKind::table:
        case ShapeKind::map: return "a table";
    }
    return "";
}

bool fits(TomlKind kind, const Shape& shape) {
    switch (shape.kind) {
        case ShapeKind::text: return kind == TomlKind::text || (shape.or_truth && kind == TomlKind::truth);
        case ShapeKind::whole_number: return kind == TomlKind::whole_number;
        case ShapeKind::amount:
            return kind == TomlKind::text || kind == TomlKind::whole_number || kind == TomlKind::fraction;
        case ShapeKind::truth: return kind == TomlKind::truth;
        case ShapeKind::list: return kind == TomlKind::list;
        case ShapeKind::table:
        case ShapeKind::map: return kind == TomlKind::table;
    }
    return false;
}

class Check {
public:
    explicit Check(std::vector<Mistake>& mistakes) : mistakes_(mistakes) {}

    void check(const Setting& value, const Shape& shape, std::string_view name, bool in_list = false) {
        if (!fits(value.kind, shape)) {
            const std::string_view verb = in_list ? "holds" : "takes";
            return add(value.place, fmt::format("{} {} {}, not {}", quote(name), verb, expected(shape),
                                                describe(value.kind)));
        }
        switch (shape.kind) {
            case ShapeKind::text: return check_text(value, shape, name);
            case ShapeKind::whole_number: return check_number(value, shape, name);
            case ShapeKind::amount: return check_amount(value, name);
            case ShapeKind::truth: return;
            case ShapeKind::list: return check_list(value, shape, name);
            case ShapeKind::table: return check_table(value, shape, name);
            case ShapeKind::map: return check_map(value, shape, name);
        }
    }

private:
    void add(const Spot& place, std::string message) { mistakes_.push_back({place, std::move(message)}); }

    void check_text(const Setting& value, const Shape& shape, std::string_view name) {
        if (value.kind == TomlKind::truth) return;
        if (shape.choices != nullptr) return check_choice(value.place, value.text, shape, name);
        if (value.text.empty()) return add(value.place, fmt::format("{} is empty", quote(name)));
        const std::string_view flaw = shape.flaw != nullptr ? shape.flaw(value.text) : std::string_view{};
        if (flaw.empty()) return;
        add(value.place,
            fmt::format("{} cannot have {}: {}", quote(name),
                        shape.shown != nullptr ? shape.shown(value.text) : quote(value.text), flaw));
    }

    void check_choice(const Spot& place, std::string_view text, const Shape& shape, std::string_view name) {
        const std::vector<std::string_view> choices = shape.choices();
        if (std::ranges::find(choices, text) != choices.end()) return;
        if (!shape.what.empty()) {
            const std::string retired = retirement(text);
            if (!retired.empty()) return add(place, retired);
            const std::string near = did_you_mean(nearest(text, choices));
            return add(place, fmt::format("{} names no {}: {}{}", quote(name), shape.what, quote(text),
                                          near.empty() ? "; 'camlint list rules' prints them" : near));
        }
        add(place,
            fmt::format("{} takes {}{}, not {}{}", quote(name), shape.or_truth ? "true, false or " : "",
                        list(choices), quote(text), did_you_mean(nearest(text, choices))));
    }

    void check_number(const Setting& value, const Shape& shape, std::string_view name) {
        const std::int64_t most = shape.most != 0 ? static_cast<std::int64_t>(shape.most)
                                                  : std::int64_t{std::numeric_limits<int>::max()};
        if (value.number >= 1 && value.number <= most) return;
        add(value.place,
            fmt::format("{} takes a whole number from 1 {}, not {}", quote(name),
                        shape.most != 0 ? fmt::format("to {}", most) : std::string("on"), value.number));
    }

    void check_amount(const Setting& value, std::string_view name) {
        if (cents_of(value)) return;
        const std::string said = value.kind == TomlKind::text       ? quote(value.text)
                                 : value.kind == TomlKind::fraction ? value.text
                                                                    : fmt::to_string(value.number);
        add(value.place,
            fmt::format("{} takes US dollars as \"2.50\", below 10 million, not {}", quote(name), said));
    }

    void check_list(const Setting& value, const Shape& shape, std::string_view name) {
        const std::size_t size = value.elements.size();
        if (size < shape.least) add(value.place, fmt::format("{} is an empty list", quote(name)));
        if (shape.most != 0 && size > shape.most) {
            add(value.elements[shape.most].place,
                fmt::format("{} has at most {} elements, not {}", quote(name), shape.most, size));
        }
        for (const Setting& element : value.elements) check(element, *shape.element, name, true);
    }

    void check_table(const Setting& value, const Shape& shape, std::string_view name) {
        std::vector<std::string_view> names;
        for (const Key& key : shape.keys) {
            names.push_back(key.name);
            if (!key.is_required || value.member(key.name) != nullptr) continue;
            add(value.place, fmt::format("{} has no {}", quote(name), quote(key.name)));
        }
        for (const Entry& member : value.members) {
            const auto key = std::ranges::find(shape.keys, member.name, &Key::name);
            if (key != shape.keys.end()) {
                check(member.value, *key->shape, key->name);
                continue;
            }
            const std::string_view why =
                shape.misplaced != nullptr ? shape.misplaced(member.name) : std::string_view{};
            if (!why.empty()) {
                add(member.place, fmt::format("{} {}", quote(member.name), why));
                continue;
            }
            const std::string near = did_you_mean(nearest(member.name, names));
            add(member.place, fmt::format("unknown key {}{}{}", quote(member.name),
                                          name.empty() ? "" : fmt::format(" in {}", quote(name)),
                                          near.empty() ? "; expected " + list(names) : near));
        }
    }

    void check_map(const Setting& value, const Shape& shape, std::string_view name) {
        if (shape.most != 0 && value.members.size() > shape.most) {
            add(value.members[shape.most].place, fmt::format("{} has at most {} names, not {}", quote(name),
                                                             shape.most, value.members.size()));
        }
        for (const Entry& member : value.members) {
            if (shape.choices != nullptr) {
                check_choice(member.place, member.name, shape, name);
            } else if (member.name.empty()) {
                add(member.place, fmt::format("{} has an empty name", quote(name)));
            } else if (shape.flaw != nullptr && !shape.flaw(member.name).empty()) {
                add(member.place, fmt::format("{} cannot have {}: {}", quote(name), quote(member.name),
                                              shape.flaw(member.name)));
            }
            check(member.value, *shape.element, member.name);
        }
    }

    std::vector<Mistake>& mistakes_;
};

}  // namespace

std::optional<std::int64_t> cents_of(std::string_view text) {
    constexpr std::size_t most_digits = 7;
    const std::string_view dollars = text.substr(0, text.find('.'));
    std::string_view cents = text.substr(dollars.size());
    if (!cents.empty()) cents.remove_prefix(1);
    const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    const bool is_amount = !dollars.empty() && dollars.size() <= most_digits &&
                           std::ranges::all_of(dollars, is_digit) && cents.size() <= 2 &&
                           std::ranges::all_of(cents, is_digit) && !text.ends_with('.');
    if (!is_amount) return {};
    std::int64_t amount = 0;
    for (const char digit : dollars) amount = amount * 10 + (digit - '0');
    for (std::size_t i = 0; i < 2; ++i) amount = amount * 10 + (i < cents.size() ? cents[i] - '0' : 0);
    return amount;
}

std::optional<std::int64_t> cents_of(const Setting& value) {
    return value.kind == TomlKind::whole_number ? cents_of(fmt::to_string(value.number))
                                                : cents_of(value.text);
}

void check_shape(const Setting& value, const Shape& shape, std::string_view name,
                 std::vector<Mistake>& mistakes) {
    Check(mistakes).check(value, shape, name);
}

}  // namespace camlint
