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

Token english_word(std::string text) {
    static const Words words = index(english_words());
    const auto word = words.find(text);
    Token token{.text = std::move(text)};
    if (word != words.end()) token.word = word->second;
    token.number = is_quantity(token.text);
    return token;
}

/// The longest piece of the Chinese tables that `text` starts with; unknown: one code point.
Token chinese_piece(std::string_view text) {
    static const Words words = index(chinese_words());
    constexpr std::size_t longest = 8;  // code points; the longest Chinese term has 6
    for (std::size_t count = longest; count > 0; --count) {
        const std::string_view piece = text.substr(0, offset_of(text, count));
        Token token{.text = std::string(piece)};
        const auto word = words.find(piece);
        if (word != words.end()) token.word = word->second;
        if (token.word == nullptr) token.term = find_term(piece);
        token.number = piece.size() == 1 && is_digit(piece.front());
        if (token.is_known() || count == 1) return token;
    }
    return {};
}

/// What a word counts as in the tables of commands and synonyms: "pans" as "pan".
std::string_view stem_of(const Token& token) {
    return token.word != nullptr && !token.word->stem.empty() ? token.word->stem : token.text;
}

/// The English term that two neighbouring words name, as written or by their stems; null if they name
/// none. The first has to be a move by itself: "p an" is no pan.
const Reading* term_of(const Token& first, const Token& second) {
    if (!first.is_move_word() || second.term != nullptr) return nullptr;
    const Reading* term = find_term(first.text + second.text);
    if (term == nullptr) term = find_term(std::string(stem_of(first)) + std::string(stem_of(second)));
    const bool is_phrase = term != nullptr && term->meaning == Meaning::camera;
    return is_phrase ? nullptr : term;
}

/// Every English term of several words has two; they become one token.
Tokens merge_terms(const Tokens& words) {
    Tokens tokens;
    for (std::size_t at = 0; at < words.size(); ++at) {
        Token token = words[at];
        const Reading* term = at + 1 < words.size() ? term_of(words[at], words[at + 1]) : nullptr;
        if (term != nullptr) {
            token.term = term;
            token.text += words[++at].text;
        }
        tokens.push_back(std::move(token));
    }
    return tokens;
}

}  // namespace

Tokens tokenize(std::string_view label) {
    Tokens words;
    for (const std::string& run : fold_words(label)) {
        if (!has_han(run)) {
            words.push_back(english_word(run));
            continue;
        }
        for (std::string_view rest = run; !rest.empty();) {
            words.push_back(chinese_piece(rest));
            rest.remove_prefix(words.back().text.size());
        }
    }
    return merge_terms(words);
}

}  // namespace camlint
