#include <algorithm>
#include <unordered_map>

#include "catalog/fold.hpp"
#include "catalog/phrase.hpp"
#include "catalog/terms.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

using Words = std::unordered_map<std::string_view, const Word*>;

Words index(std::span<const Word> rows) {
    Words words;
    for (const Word& row : rows) words.emplace(row.text, &row);
    return words;
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// "3", "3s", "2x", "50%", "90deg": digits, then at most four other characters.
bool is_quantity(std::string_view word) {
    const auto unit = std::ranges::find_if_not(word, is_digit);
    return unit != word.begin() && word.end() - unit <= 4;
}

/// The longest piece of the Chinese tables that `text` starts with; unknown: one code point.
Token next_piece(std::string_view text, const Words& words) {
    constexpr std::size_t longest = 6;  // code points; the longest Chinese row has 6
    for (std::size_t count = longest; count > 0; --count) {
        const std::size_t size = offset_of(text, count);
        const std::string_view piece = text.substr(0, size);
        Token token{.text = std::string(piece)};
        const auto word = words.find(piece);
        if (word != words.end()) token.word = word->second;
        if (token.word == nullptr) token.term = find_term(piece);
        if (token.is_known() || count == 1) {
            token.number = piece.size() == 1 && is_digit(piece.front());
            return token;
        }
    }
    return {};
}

}  // namespace

Tokens english_tokens(std::string_view label) {
    static const Words words = index(english_words());
    Tokens tokens;
    for (std::string& text : fold_words(label)) {
        const auto word = words.find(text);
        Token token{.text = std::move(text)};
        if (word != words.end()) token.word = word->second;
        token.number = is_quantity(token.text);
        tokens.push_back(std::move(token));
    }
    return tokens;
}

Tokens chinese_tokens(std::string_view label) {
    static const Words words = index(chinese_words());
    Tokens tokens;
    for (const std::string& run : fold_words(label)) {
        for (std::string_view rest = run; !rest.empty();) {
            tokens.push_back(next_piece(rest, words));
            rest.remove_prefix(tokens.back().text.size());
        }
    }
    return tokens;
}

}  // namespace camlint
