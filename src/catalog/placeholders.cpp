#include "catalog/placeholders.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "catalog/fold.hpp"

namespace camlint {
namespace {

// This project's choice: what prompt templates leave open, by its own reading of them.
constexpr std::array<std::string_view, 30> nouns{
    "subject",     "character", "object", "scene",      "location", "place",    "setting", "action",
    "style",       "mood",      "color",  "colour",     "name",     "lighting", "light",   "description",
    "environment", "time",      "day",    "background", "weather",  "product",  "brand",   "text",
    "emotion",     "verb",      "noun",   "adjective",  "person",   "animal"};
constexpr std::array<std::string_view, 7> around{"your", "insert", "here", "the", "a", "an", "of"};
constexpr std::string_view asking = "here";

constexpr std::array<std::string_view, 5> chinese_endings{"描述", "名称", "名字", "内容", "说明"};
constexpr std::array<std::string_view, 6> chinese_beginnings{"输入", "填写", "插入", "在此", "此处", "你的"};

template <typename Words>
bool holds(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// The label's words in lower case; `_` and `-` join words as blanks do.
std::vector<std::string> words_of(std::string_view label) {
    std::string text(label);
    std::ranges::replace(text, '_', ' ');
    std::ranges::replace(text, '-', ' ');
    return fold_words(text);
}

bool is_english_placeholder(std::string_view label) {
    const bool capitals = std::ranges::none_of(label, [](char c) { return c >= 'a' && c <= 'z'; });
    const std::vector<std::string> words = words_of(label);
    constexpr std::size_t most = 5;
    if (words.size() > most) return false;
    if (words.size() > 1 && (words[0] == "your" || words[0] == "insert")) return true;
    bool has_noun = false;
    bool asks = false;
    for (const std::string& word : words) {
        has_noun = has_noun || holds(nouns, word);
        asks = asks || word == asking;
        if (!holds(nouns, word) && !holds(around, word)) return false;
    }
    return has_noun && (capitals || asks);
}

}  // namespace

bool is_placeholder_label(std::string_view label) {
    constexpr std::size_t longest = 80;
    if (label.size() > longest || label.find_first_of("\r\n,:") != std::string_view::npos) return false;
    if (!has_han(label)) return is_english_placeholder(label);
    return std::ranges::any_of(chinese_endings, [label](auto end) { return label.ends_with(end); }) ||
           std::ranges::any_of(chinese_beginnings, [label](auto begin) { return label.starts_with(begin); });
}

}  // namespace camlint
