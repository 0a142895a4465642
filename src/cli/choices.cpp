#include "cli/choices.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "catalog/near.hpp"
#include "cli/error.hpp"
#include "cli/output.hpp"
#include "lint/retired.hpp"

namespace camlint {

void fail_choice(std::string_view flag, const std::string& value,
                 const std::vector<std::string_view>& choices) {
    throw Error(fmt::format("{} takes {}, not '{}'{}", flag, fmt::join(choices, ", "), value,
                            did_you_mean(nearest(value, choices))));
}

const Carrier* chosen_carrier(const std::string& name) {
    if (name == "auto") return nullptr;
    if (const Carrier* carrier = find_carrier(name)) return carrier;
    fail_choice("--input-format", name, carrier_names());
}

std::vector<std::string_view> carrier_names() {
    std::vector<std::string_view> names{"auto"};
    for (const Carrier& carrier : carriers()) names.push_back(carrier.name);
    return names;
}

std::vector<std::string_view> stream_format_names() { return {"auto", "jsonl", "lines"}; }

std::vector<std::string_view> format_names() {
    std::vector<std::string_view> names;
    for (const Format* format : all_formats()) names.push_back(format->name);
    return names;
}

const Format& chosen_format(std::string_view flag, const std::string& name) {
    if (const Format* format = find_format(name)) return *format;
    fail_choice(flag, name, format_names());
}

std::vector<std::string_view> view_names() {
    std::vector<std::string_view> names;
    for (const View* view : all_views()) names.push_back(view->name);
    return names;
}

const View& chosen_view(const std::string& name) {
    for (const View* view : all_views()) {
        if (view->name == name) return *view;
    }
    fail_choice("--output-format", name, view_names());
}

int chosen_threshold(const std::string& name) {
    if (name == "never") return static_cast<int>(Severity::error) + 1;
    for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) {
        if (name == name_of(severity)) return static_cast<int>(severity);
    }
    fail_choice("--fail-on", name, {threshold_names.begin(), threshold_names.end()});
}

Language chosen_language(std::string_view flag, const std::string& name) {
    const auto known = std::ranges::find(language_names, name);
    if (known != language_names.end()) return static_cast<Language>(known - language_names.begin());
    fail_choice(flag, name, {language_names.begin(), language_names.end()});
}

Language chosen_language(const std::string& name) {
    if (!name.empty()) return chosen_language("--language", name);
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);
        // The first one that is set decides, as for all programs.
        if (value != nullptr && *value != '\0') return find_language(value).value_or(Language::english);
    }
    return Language::english;
}

int chosen_number(std::string_view flag, const std::string& value, int least) {
    int number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    if (error == std::errc{} && stop == end && number >= least) return number;
    throw Error(fmt::format("{} takes a whole number from {} on, not '{}'", flag, least, value));
}

std::size_t chosen_size(std::string_view flag, const std::string& value) {
    constexpr std::string_view units = "KMG";
    constexpr std::size_t most = std::size_t{1} << 40;
    std::size_t number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    std::size_t shift = 0;
    bool fine = error == std::errc{} && number > 0 && end - stop <= 1;
    if (fine && stop != end) {
        const std::size_t unit = units.find(*stop >= 'a' ? static_cast<char>(*stop - 'a' + 'A') : *stop);
        fine = unit != std::string_view::npos;
        shift = 10 * (unit + 1);
    }
    if (fine && number <= (most >> shift)) return number << shift;
    throw Error(fmt::format("{} takes a number of bytes such as 500K or 64M, not '{}'", flag, value));
}

bool chosen_color(const std::string& name) {
    if (std::ranges::find(color_names, name) == color_names.end()) {
        fail_choice("--color", name, {color_names.begin(), color_names.end()});
    }
    return use_color(name);
}

void check_provider(std::string_view flag, const std::string& name, const Catalog& catalog) {
    if (name.empty() || catalog.provider(name) != nullptr) return;
    std::vector<std::string_view> choices;
    for (const Provider& provider : catalog.providers) choices.push_back(provider.name);
    fail_choice(flag, name, choices);
}

std::string describe(std::string_view flag, const UnknownName& unknown) {
    const std::string retired = retirement(unknown.name);
    if (!retired.empty()) return fmt::format("{}: {}", flag, retired);
    return fmt::format(
        "{} names no rule: '{}'{}", flag, unknown.name,
        unknown.suggestion.empty() ? "; 'camlint list rules' prints them" : did_you_mean(unknown.suggestion));
}

bool chosen_json(const std::string& name) {
    if (name != "text" && name != "json") fail_choice("--output-format", name, {"text", "json"});
    return name == "json";
}

}  // namespace camlint
