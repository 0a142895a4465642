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

/// The label as a term, a term with modifiers, or vocabulary without anything else.
Reading read_whole(std::string_view label) {
    if (const Reading* term = find_command(label)) return *term;
    if (const Reading* term = find_term(fold(label))) return *term;
    const Tokens tokens = tokenize(label);
    const Reading modified = read_modified(tokens);
    return modified.speaks_of_camera() ? modified : read_vocabulary(tokens);
}

/// "Shot 2: Push in", "Push in: she turns": a colon with a command of two words on one side.
bool has_command_beside_colon(std::string_view label) {
    const std::size_t colon = label.find(':');
    if (colon == std::string_view::npos) return false;
    const auto is_command = [](std::string_view side) {
        const Reading* term = find_term(fold(side));
        return term != nullptr && term->meaning == Meaning::command && !has_han(side) &&
               term->targets[0]->en.find(' ') != std::string_view::npos;
    };
    return is_command(label.substr(0, colon)) || is_command(label.substr(colon + 1));
}

/// A near match of one command; of two that are as near, neither.
Reading read_misspelt(std::string_view label) {
    const NearMatch near = near_command(label);
    if (near.command == nullptr) return {};
    Reading reading{.meaning = Meaning::misspelt,
                    .language = has_han(label) ? Language::chinese : Language::english};
    if (near.is_unique) reading.targets = {near.command, nullptr};
    return reading;
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
    Reading reading = whole ? read_whole(seen) : Reading{};
    if (!reading.speaks_of_camera()) reading = read_opening(tokenize(seen));
    if (reading.speaks_of_camera()) return reading;
    if (has_command_beside_colon(seen)) return {.meaning = Meaning::camera};
    return whole ? read_misspelt(seen) : Reading{};
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
        Reading reading = read_whole(prefix);
        if (!reading.speaks_of_camera()) reading = read_misspelt(prefix);
        if (reading.speaks_of_camera()) best = {.size = at, .reading = reading};
    }
    return best;
}

}  // namespace camlint
