#include "catalog/reading.hpp"

#include <algorithm>

#include "catalog/fold.hpp"
#include "catalog/phrase.hpp"
#include "catalog/terms.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

/// Bytes of a label that are looked at. The longest term has 15 code points; a label that goes on
/// beyond this is prose, and only its opening can speak of the camera.
constexpr std::size_t window = 160;

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Tokens tokens_of(std::string_view label) {
    const bool english = is_ascii(label) || is_ascii(fold(label));
    return english ? english_tokens(label) : chinese_tokens(label);
}

/// The label as a term, a term with modifiers, or vocabulary without anything else.
Reading read_whole(std::string_view label, const Tokens& tokens) {
    if (const Reading* term = find_term(fold(label))) return *term;
    for (const auto read : {read_modified, read_joined, read_vocabulary}) {
        const Reading reading = read(tokens);
        if (reading.speaks_of_camera()) return reading;
    }
    return {};
}

bool is_word_byte(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'A' && value <= 'Z') ||
           (value >= 'a' && value <= 'z');
}

/// True where a word of `text` ends before `at`. Every character of Chinese is a word of its own.
bool is_word_end(std::string_view text, std::size_t at) {
    if (!is_word_byte(text[at - 1])) return false;
    if (at == text.size()) return true;
    const bool both_ascii =
        static_cast<unsigned char>(text[at - 1]) < 0x80 && static_cast<unsigned char>(text[at]) < 0x80;
    return !both_ascii || !is_word_byte(text[at]);
}

}  // namespace

Reading read_label(std::string_view label) {
    const std::string_view seen = clip(label, window);
    const bool whole = seen.size() == label.size();
    if (whole) {
        if (const Reading* term = find_term(fold(seen))) return *term;
    }
    const Tokens tokens = tokens_of(seen);
    Reading reading = whole ? read_whole(seen, tokens) : Reading{};
    if (!reading.speaks_of_camera()) reading = read_opening(tokens);
    reading.language = is_ascii(fold(seen)) ? Language::english : Language::chinese;
    if (reading.speaks_of_camera() || !whole) return reading;
    if (const Command* command = near_command(seen)) {
        reading.meaning = Meaning::misspelt;
        reading.targets = {command, nullptr};
    }
    return reading;
}

std::string join(const Targets& targets, Language language) {
    std::string names;
    for (const Command* target : targets) {
        if (target == nullptr) continue;
        if (!names.empty()) names += ',';
        names += target->name(language);
    }
    return names;
}

Prefix read_prefix(std::string_view text) {
    constexpr std::size_t most_words = 8;
    const std::string_view seen = clip(text, window);
    Prefix best;
    std::size_t words = 0;
    for (std::size_t at = 0; at < seen.size() && words < most_words;) {
        at += decode(seen, at).size;
        if (!is_word_end(seen, at)) continue;
        ++words;
        const std::string_view prefix = seen.substr(0, at);
        const Reading reading = read_whole(prefix, tokens_of(prefix));
        if (reading.speaks_of_camera()) best = {.size = at, .reading = reading};
    }
    return best;
}

}  // namespace camlint
