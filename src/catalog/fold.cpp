#include "catalog/fold.hpp"

#include "text/invisible.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

char32_t narrow(char32_t value) {
    if (value >= 0xFF01 && value <= 0xFF5E) value -= 0xFF01 - 0x21;
    if (value == 0x3000 || value == 0x00A0) return ' ';
    if (value >= 0x2010 && value <= 0x2015) return '-';
    if (value >= 'A' && value <= 'Z') return value - 'A' + 'a';
    return value;
}

bool is_gap(char32_t value) { return value == ' ' || value == '\t' || value == '-' || value == '_'; }

bool is_between(char32_t value, char32_t first, char32_t last) { return value >= first && value <= last; }

/// Blocks of punctuation and symbols, by their code points; letters of any script are none of these.
bool is_symbol(char32_t value) {
    return is_between(value, 0x80, 0xBF) || is_between(value, 0x2000, 0x2BFF) ||
           is_between(value, 0x3000, 0x303F) || is_between(value, 0xFE00, 0xFE6F) ||
           is_between(value, 0xFF00, 0xFFFF) || is_between(value, 0x1F000, 0x1FFFF) || value >= 0xE0000;
}

bool is_word_character(char32_t value) {
    if (value >= 0x80) return !is_symbol(value);
    return is_between(value, 'a', 'z') || is_between(value, '0', '9') || value == '%';
}

}  // namespace

std::string fold(std::string_view label) {
    std::string key;
    for (std::size_t at = 0; at < label.size();) {
        const CodePoint point = decode(label, at);
        const char32_t value = narrow(point.value);
        if (!is_gap(value) && !is_hidden(value)) append(key, value);
        at += point.size;
    }
    return key;
}

std::vector<std::string> fold_words(std::string_view label) {
    std::vector<std::string> words;
    bool inside = false;
    bool apostrophe = false;  // seen behind a word's letter; kept if a letter follows
    for (std::size_t at = 0; at < label.size();) {
        const CodePoint point = decode(label, at);
        const char32_t value = narrow(point.value);
        at += point.size;
        if (is_hidden(value)) continue;
        if (value == '\'' || value == 0x2019) {
            apostrophe = inside;
            continue;
        }
        if (!is_word_character(value)) {
            inside = false;
            continue;
        }
        if (!inside) words.emplace_back();
        if (inside && apostrophe) words.back() += '\'';
        inside = true;
        apostrophe = false;
        append(words.back(), value);
    }
    return words;
}

bool has_han(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        const bool han = is_between(point.value, 0x3400, 0x9FFF) || is_between(point.value, 0xF900, 0xFAFF) ||
                         is_between(point.value, 0x20000, 0x3FFFF);
        if (han) return true;
        at += point.size;
    }
    return false;
}

}  // namespace camlint
