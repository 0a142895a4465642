#include "catalog/phrase.hpp"

#include <algorithm>

#include "catalog/terms.hpp"

namespace camlint {
namespace {

using enum WordKind;

bool is_manner(const Token& token) { return token.is(modifier) || token.is(filler) || token.is_number(); }

bool is_move(const Token& token) { return token.term != nullptr || token.is(move) || token.is(weak_move); }

/// The reading of camera vocabulary, with what `term` says as a guess of what may be meant.
Reading camera_reading(const Reading* term) {
    if (term == nullptr) return {.meaning = Meaning::camera};
    Reading reading = *term;
    const bool keeps_meaning =
        reading.meaning == Meaning::wrong_axis || reading.meaning == Meaning::no_direction;
    if (!keeps_meaning) reading.meaning = Meaning::camera;
    return reading;
}

/// The term that the moves and directions among the tokens from `first` on name together: "panning
/// to the left" names "pan left", 向左平移 names 左移. With `open_end`, what follows the first
/// direction is left aside.
const Reading* named_term(Tokens::const_iterator first, Tokens::const_iterator last, bool open_end) {
    std::string moves;
    std::string directions;
    bool chinese = false;
    for (; first != last; ++first) {
        if (first->term != nullptr) return first->term;
        if (first->is(move) || first->is(weak_move)) {
            moves += first->word->stem;
            chinese = static_cast<unsigned char>(first->text.front()) >= 0x80;
        } else if (first->is(direction)) {
            directions += first->word->stem;
            if (open_end && !moves.empty()) break;
        } else if (open_end && !is_manner(*first) && !first->is(toward)) {
            break;
        }
    }
    const Reading* plain = find_term(chinese ? directions + moves : moves + directions);
    return plain != nullptr || chinese ? plain : find_term(moves + directions + "shot");
}

}  // namespace

Reading read_modified(const Tokens& tokens) {
    std::string core;
    bool has_modifier = false;
    bool has_number = false;
    for (const Token& token : tokens) {
        has_modifier = has_modifier || token.is(modifier);
        has_number = has_number || token.is_number();
        // "地" and "的" bind a Chinese modifier to its verb; an English article does not.
        const bool particle = token.is(filler) && static_cast<unsigned char>(token.text[0]) >= 0x80;
        if (!token.is(modifier) && !token.is_number() && !particle) core += token.text;
    }
    if (!has_modifier && !has_number) return {};
    const Reading* term = find_term(core);
    // A bare number makes no directive of "Track 1" or "1 pan", only of one of the 15 commands.
    if (term == nullptr || (!has_modifier && term->meaning != Meaning::command)) return {};
    Reading reading = *term;
    reading.modified = true;
    return reading;
}

Reading read_vocabulary(const Tokens& tokens) {
    const auto has = [&tokens](auto predicate) { return std::ranges::any_of(tokens, predicate); };
    const auto is_free = [](const Token& token) { return !token.is_known() || token.is(preposition); };
    if (tokens.empty() || has(is_free)) return {};
    if (tokens.back().is(filler) || tokens.back().is(toward)) return {};

    const bool strong = has([](const Token& t) { return t.is(move); });
    const bool weak = has([](const Token& t) { return t.is(weak_move); });
    const bool aimed = has([](const Token& t) { return t.is(direction); });
    const bool lens = has([](const Token& t) { return t.is(camera); });
    const bool term = has([](const Token& t) { return t.term != nullptr; });
    const bool speaks = (strong && (aimed || lens)) || (weak && lens) || (term && tokens.size() > 1);
    if (!speaks) return {};
    return camera_reading(named_term(tokens.begin(), tokens.end(), false));
}

Reading read_joined(const Tokens& tokens) {
    const auto joint = std::ranges::find(tokens, std::string_view("and"), &Token::text);
    if (joint == tokens.end()) return {};
    const auto term_of = [](auto first, auto last) {
        std::string key;
        for (; first != last; ++first) key += first->text;
        return find_term(key);
    };
    const Reading* left = term_of(tokens.begin(), joint);
    const Reading* right = term_of(joint + 1, tokens.end());
    if (right == nullptr || (left == nullptr && joint != tokens.begin())) return {};
    if (left == nullptr) return camera_reading(right);
    return {.meaning = Meaning::camera, .targets = {left->targets[0], right->targets[0]}};
}

Reading read_opening(const Tokens& tokens) {
    auto at = std::ranges::find_if_not(tokens, is_manner);
    const auto end = tokens.end();
    if (at == end) return {};

    if (at->is(camera)) {
        at = std::find_if_not(at + 1, end, is_manner);
        const bool moves = at != end && is_move(*at);
        return moves ? camera_reading(named_term(at, end, true)) : Reading{};
    }
    if (at->term != nullptr) {
        const bool goes_on = at + 1 != end && (at + 1)->is(preposition);
        return goes_on ? camera_reading(at->term) : Reading{};
    }
    if (end - at < 3) return {};
    const Token& next = *(at + 2);
    const bool goes_on = next.is(preposition) || next.is(toward) || next.is(direction) || next.is(camera) ||
                         next.is(modifier) || next.is_number();
    const Reading* term = goes_on ? find_term(at->text + (at + 1)->text) : nullptr;
    if (term == nullptr) return {};
    // "Move in with her", "Slide left of the door": only a command or a word that is a move by
    // itself opens a directive.
    return at->is(move) || term->meaning == Meaning::command ? camera_reading(term) : Reading{};
}

}  // namespace camlint
