#include "catalog/terms.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/fold.hpp"
#include "catalog/near.hpp"
#include "catalog/vocabulary.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};
using Table = std::unordered_map<std::string, Reading, Hash, std::equal_to<>>;

Meaning meaning_of(Oddity oddity) {
    switch (oddity) {
        case Oddity::synonym: return Meaning::synonym;
        case Oddity::wrong_axis: return Meaning::wrong_axis;
        case Oddity::no_direction: return Meaning::no_direction;
    }
    return Meaning::none;
}

Table make_table() {
    Table table;
    const auto add = [&table](std::string_view term, Reading reading) {
        reading.language = has_han(term) ? Language::chinese : Language::english;
        table.emplace(fold(term), reading);
    };
    for (const Command& command : commands) {
        add(command.en, {.meaning = Meaning::command, .targets = {&command, nullptr}});
        add(command.zh, {.meaning = Meaning::command, .targets = {&command, nullptr}});
    }
    for (const Synonym& row : synonyms()) {
        Reading reading{.meaning = meaning_of(row.oddity), .synonym = &row};
        if (row.oddity != Oddity::no_direction) {
            reading.targets = {command_named(row.targets[0]), command_named(row.targets[1])};
        }
        add(row.term, reading);
    }
    for (const std::string_view phrase : camera_phrases()) add(phrase, {.meaning = Meaning::camera});
    return table;
}

bool starts_alike(std::string_view a, std::string_view b) {
    const std::string_view a0 = a.substr(0, decode(a, 0).size);
    const std::string_view b0 = b.substr(0, decode(b, 0).size);
    if (a0 == b0) return true;
    return a.substr(a0.size()).starts_with(b0) && b.substr(b0.size()).starts_with(a0);
}

/// A word of up to three letters is near only when letters are swapped, doubled or missing: "push it"
/// and "push pin" are not "Push in". Longer ones take one edit up to five letters ("Static shock" is
/// two from "Static shot"), then two.
bool word_is_near(std::string_view word, std::string_view wanted) {
    if (word == wanted) return true;
    if (!starts_alike(word, wanted)) return false;
    if (wanted.size() <= 3 && word.size() == wanted.size()) {
        return std::ranges::is_permutation(word, wanted);
    }
    const std::size_t limit = wanted.size() <= 5 ? 1 : 2;
    return edit_distance(word, wanted, limit) <= limit;
}

/// A command's name as near matches are looked for.
struct Wanted {
    const Command* command;
    std::string key;
    std::vector<std::string> words;
    std::size_t limit;  ///< edits that a near match may be away; 0 for none
};

std::vector<Wanted> wanted_in(Language language) {
    std::vector<Wanted> all;
    for (const Command& command : commands) {
        const std::string_view name = command.name(language);
        std::string key = fold(name);
        const std::size_t size = measure(key).code_points;
        const std::size_t limit = language == Language::english ? edit_limit(size) : edit_limit_chinese(size);
        all.push_back({&command, std::move(key), fold_words(name), limit});
    }
    return all;
}

}  // namespace

const Reading* find_term(std::string_view key) {
    static const Table table = make_table();
    const auto found = table.find(key);
    return found == table.end() ? nullptr : &found->second;
}

const Reading* find_command(std::string_view name) {
    static const std::unordered_map<std::string_view, const Reading*> table = [] {
        std::unordered_map<std::string_view, const Reading*> names;
        for (const Command& command : commands) {
            for (const std::string_view each : {command.en, command.zh}) names[each] = find_term(fold(each));
        }
        return names;
    }();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : found->second;
}

NearMatch near_command(std::string_view label) {
    static const std::vector<Wanted> english = wanted_in(Language::english);
    static const std::vector<Wanted> chinese = wanted_in(Language::chinese);
    const std::string key = fold(label);
    if (key.empty()) return {};
    const std::vector<std::string> words = fold_words(label);
    NearMatch best;
    std::size_t best_distance = 0;
    for (const Wanted& wanted : has_han(key) ? chinese : english) {
        if (wanted.limit == 0 || !starts_alike(key, wanted.key)) continue;
        const std::size_t distance = edit_distance(key, wanted.key, wanted.limit);
        if (distance > wanted.limit || (best.command != nullptr && distance > best_distance)) continue;
        if (!std::ranges::equal(words, wanted.words, word_is_near)) continue;
        best = {.command = wanted.command, .is_unique = best.command == nullptr || distance < best_distance};
        best_distance = distance;
    }
    return best;
}

}  // namespace camlint
