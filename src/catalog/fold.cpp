#include "catalog/fold.hpp"

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

bool is_word_character(char32_t value) {
    return value >= 0x80 || (value >= 'a' && value <= 'z') || (value >= '0' && value <= '9') ||
           value == '%' || value == '\'';
}

}  // namespace

std::string fold(std::string_view label) {
    std::string key;
    for (std::size_t at = 0; at < label.size();) {
        const CodePoint point = decode(label, at);
        const char32_t value = narrow(point.value);
        if (!is_gap(value)) append(key, value);
        at += point.size;
    }
    return key;
}

std::vector<std::string> fold_words(std::string_view label) {
    std::vector<std::string> words;
    bool inside = false;
    for (std::size_t at = 0; at < label.size();) {
        const CodePoint point = decode(label, at);
        const char32_t value = narrow(point.value);
        at += point.size;
        if (!is_word_character(value)) {
            inside = false;
            continue;
        }
        if (!inside) words.emplace_back();
        inside = true;
        append(words.back(), value);
    }
    return words;
}

}  // namespace camlint
