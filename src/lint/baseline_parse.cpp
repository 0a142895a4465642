// A baseline's text to its entries, with all that is wrong in it.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "catalog/near.hpp"
#include "document/json_reader.hpp"
#include "lint/baseline.hpp"
#include "lint/registry.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> root_keys{"version", "entries"};
constexpr std::array<std::string_view, 5> entry_keys{"file", "rule", "fingerprint", "reason", "until"};
constexpr std::size_t needed_entry_keys = 3;

bool is_fingerprint(std::string_view text) {
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// "2027-01-31", a day that there is.
bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = -1;
        const char* end = text.data() + at + size;
        const bool digits =
            std::ranges::all_of(text.substr(at, size), [](char c) { return c >= '0' && c <= '9'; });
        return digits && std::from_chars(text.data() + at, end, value).ptr == end ? value : -1;
    };
    const int month = number(5, 2);
    const int day = number(8, 2);
    if (number(0, 4) < 0 || month < 0 || day < 0) return false;
    return std::chrono::year_month_day{std::chrono::year{number(0, 4)},
                                       std::chrono::month{static_cast<unsigned>(month)},
                                       std::chrono::day{static_cast<unsigned>(day)}}
        .ok();
}

class BaselineReader {
public:
    BaselineReader(JsonReader& json, ParsedBaseline& result) : json_(json), result_(result) {}

    void read() {
        std::array<std::size_t, root_keys.size()> values{};
        if (!read_object(0, root_keys, root_keys.size(), values)) return;
        if (values[0] != 0) {
            const Value version = json_.value(values[0]);
            if (version.kind != ValueKind::integer || version.text != "1") {
                complain(version.span,
                         fmt::format("cannot read version {}; expected 1", quote(version.text)));
            }
        }
        if (values[1] == 0) return;
        const JsonNode& list = json_.node(values[1]);
        if (list.kind != ValueKind::array) return complain_at(values[1], "'entries' takes a list of entries");
        for (std::size_t item = values[1] + 1; item < list.next; item = json_.node(item).next)
            read_entry(item);
    }

private:
    void complain(Span span, std::string text) {
        result_.mistakes.push_back({.span = span, .message = std::move(text)});
    }
    void complain_at(std::size_t node, std::string text) {
        complain(json_.host(json_.node(node).span), std::move(text));
    }

    /// The values of an object's members by the places of their names in `names`, of which the first
    /// `needed` have to be there; 0 for one that is not. False where it is no object.
    bool read_object(std::size_t object, Names names, std::size_t needed, std::span<std::size_t> values) {
        if (json_.node(object).kind != ValueKind::object) {
            complain_at(object, fmt::format("expected an object with '{}'", fmt::join(names, "', '")));
            return false;
        }
        json_.each_member(object, [&](std::size_t key, std::size_t value) {
            const std::string_view name = json_.decode(key);
            const auto known = std::ranges::find(names, name);
            if (known == names.end()) {
                return complain_at(key, fmt::format("no key {} is known here{}", quote(name),
                                                    did_you_mean(nearest(name, names))));
            }
            std::size_t& place = values[static_cast<std::size_t>(known - names.begin())];
            if (place != 0) return complain_at(key, fmt::format("the key {} is here twice", quote(name)));
            place = value;
        });
        for (std::size_t i = 0; i < needed; ++i) {
            if (values[i] != 0) continue;
            const std::size_t brace = json_.node(object).span.begin;
            complain(json_.host({brace, brace + 1}), fmt::format("the key '{}' is missing", names[i]));
        }
        return true;
    }

    void read_entry(std::size_t object) {
        std::array<std::size_t, entry_keys.size()> values{};
        if (!read_object(object, entry_keys, needed_entry_keys, values)) return;
        BaselineEntry entry{.span = json_.host(json_.node(object).span)};
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i] == 0) continue;
            const Value value = json_.value(values[i]);
            if (value.kind == ValueKind::string) {
                set(entry, entry_keys[i], value);
            } else {
                complain(value.span, fmt::format("'{}' takes a string", entry_keys[i]));
            }
        }
        result_.entries.push_back(std::move(entry));
    }

    void set(BaselineEntry& entry, std::string_view key, const Value& value) {
        const std::string text(value.text);
        if (key == "file") return set_file(entry, value);
        if (key == "rule") return set_rule(entry, value);
        if (key == "reason") entry.reason = text;
        if (key == "fingerprint") {
            entry.fingerprint = text;
            if (is_fingerprint(text)) return;
            complain(value.span, fmt::format("{} is no fingerprint; expected 16 digits of 0 to 9 and a to f",
                                             quote(text)));
        }
        if (key == "until") {
            entry.until = text;
            if (is_date(text)) return;
            complain(value.span, fmt::format("{} is no date; expected one as '2027-01-31'", quote(text)));
        }
    }

    void set_file(BaselineEntry& entry, const Value& value) {
        const std::filesystem::path path{std::string(value.text)};
        entry.file = path.lexically_normal().generic_string();
        if (!path.empty() && path.is_relative()) return;
        complain(value.span, fmt::format("{} names no file; expected a path from this file's folder on",
                                         quote(value.text)));
    }

    void set_rule(BaselineEntry& entry, const Value& value) {
        entry.rule = find_rule(value.text);
        if (entry.rule != nullptr) return;
        std::vector<std::string_view> names;
        for (const Rule* rule : all_rules()) names.push_back(rule->name);
        complain(value.span,
                 fmt::format("{} is no rule{}", quote(value.text), did_you_mean(nearest(value.text, names))));
    }

    JsonReader& json_;
    ParsedBaseline& result_;
};

}  // namespace

ParsedBaseline parse_baseline(const Source& source) {
    const std::size_t start = start_of(source);
    const std::string_view text = source.bytes.substr(start);
    const SourceMap place(start);
    const JsonTree tree = parse_json(text);
    ParsedBaseline result;
    if (tree.failure) {
        const Span span = place.to_host(tree.failure->span);
        result.mistakes.push_back({.span = span, .message = tree.failure->message.in(Language::english)});
        return result;
    }
    Document scratch;
    JsonReader json(text, tree, place, scratch);
    BaselineReader(json, result).read();
    for (const Problem& problem : scratch.problems) {
        result.mistakes.push_back({.span = problem.span, .message = problem.message.in(Language::english)});
    }
    std::ranges::stable_sort(result.mistakes, {},
                             [](const BaselineMistake& mistake) { return mistake.span.begin; });
    return result;
}

}  // namespace camlint
