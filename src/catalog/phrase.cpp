#include "catalog/phrase.hpp"

#include <algorithm>
#include <array>

#include "catalog/fold.hpp"
#include "catalog/terms.hpp"

namespace camlint {
namespace {

using enum WordKind;
using Iterator = Tokens::const_iterator;

bool is_manner(const Token& token) {
    return token.is(modifier) || token.is(filler) || token.is(article) || token.is_number();
}

/// "the truck left": behind an article such a word is a thing.
bool is_thing(Iterator token, Iterator begin) {
    const bool may_be = token->word != nullptr && token->word->kind == thing_move;
    return may_be && token != begin && std::prev(token)->is(article);
}

/// Camera vocabulary, with what `term` says as a guess of what may be meant.
Reading guess(const Reading* term) {
    if (term == nullptr) return {.meaning = Meaning::camera};
    Reading reading = *term;
    const bool keeps_meaning =
        reading.meaning == Meaning::wrong_axis || reading.meaning == Meaning::no_direction;
    if (!keeps_meaning) reading.meaning = Meaning::camera;
    return reading;
}

/// Both terms at once, where each of them is one command.
Reading guess_both(const Reading& first, const Reading& second) {
    Reading reading{.meaning = Meaning::camera, .language = first.language};
    const bool single = first.targets[0] != nullptr && first.targets[1] == nullptr &&
                        second.targets[0] != nullptr && second.targets[1] == nullptr;
    if (single && first.targets != second.targets) reading.targets = {first.targets[0], second.targets[0]};
    return reading;
}

/// The term that the stems of moves and directions name together, in either language's order:
/// "crane … up", 左 … 平移.
const Reading* find_scattered(Iterator first, Iterator last) {
    std::string moves;
    std::string directions;
    for (; first != last; ++first) {
        if (first->is(direction)) directions += first->word->stem;
        if (first->is_move_word()) moves += first->word->stem;
    }
    for (const std::string& key : {moves + directions, directions + moves, moves + directions + "shot"}) {
        if (const Reading* term = find_term(key)) return term;
    }
    return nullptr;
}

/// Behind "camera": the move, with the direction that belongs to it, whatever follows.
Reading read_move(Iterator at, Iterator end) {
    if (at->term != nullptr) return guess(at->term);
    auto last = at + 1;
    while (last != end && (is_manner(*last) || last->is(toward) || last->is(direction))) ++last;
    return guess(find_scattered(at, last));
}

/// True when the words behind a term show that it opens a directive, not a sentence of another kind
/// ("Pull out a knife", "Pull out of the drive", "Slide left of the door").
bool opens_directive(const Token& term, const Token& next) {
    const bool goes_on = next.is(preposition) || next.is(toward) || next.is(joint) || next.is(either) ||
                         next.is(direction) || next.is(camera) || next.is(modifier) || next.is_number();
    if (!goes_on || has_han(term.text) || term.text.ends_with("shot")) return goes_on;
    const bool out_of = next.text == "of";
    const bool is_weak = term.word != nullptr && term.word->kind == weak_move;
    const bool loose = term.term->meaning == Meaning::synonym && is_weak;
    return !out_of && !loose;
}

/// Between the camera and its move: "then begins to", "会".
bool is_auxiliary(const Token& token) {
    constexpr std::array<std::string_view, 25> words{
        "then",  "now",  "begins", "begin", "starts", "start", "to",  "is",       "will",
        "would", "can",  "should", "could", "keeps",  "also",  "and", "suddenly", "会",
        "开始",  "随后", "然后",   "接着",  "再",     "又",    "将"};
    return std::ranges::find(words, token.text) != words.end();
}

}  // namespace

Reading read_modified(const Tokens& tokens) {
    std::string core;
    bool has_modifier = false;
    bool has_number = false;
    for (const Token& token : tokens) {
        has_modifier = has_modifier || token.is(modifier);
        has_number = has_number || token.is_number();
        // "地" and "的" bind a Chinese modifier to its verb.
        const bool particle = token.is(filler) && has_han(token.text);
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
    const auto is_free = [](const Token& token) { return !token.is_known() || token.is(preposition); };
    if (tokens.empty() || std::ranges::any_of(tokens, is_free)) return {};
    const Token& end = tokens.back();
    if (end.is(article) || end.is(filler) || end.is(toward) || end.is(joint)) return {};
    for (auto token = tokens.begin(); token != tokens.end(); ++token) {
        if (is_thing(token, tokens.begin())) return {};
    }

    const auto has = [&tokens](WordKind kind) {
        return std::ranges::any_of(tokens, [kind](const Token& token) { return token.is(kind); });
    };
    std::vector<const Reading*> terms;
    for (const Token& token : tokens) {
        if (token.term != nullptr) terms.push_back(token.term);
    }
    const bool strong = has(move) || has(thing_move);
    const bool speaks =
        !terms.empty() || (strong && (has(direction) || has(camera))) || (has(weak_move) && has(camera));
    if (!speaks) return {};
    if (terms.empty()) return guess(find_scattered(tokens.begin(), tokens.end()));
    if (has(either) || has(direction) || terms.size() > 2) return guess(nullptr);
    return terms.size() == 1 ? guess(terms[0]) : guess_both(*terms[0], *terms[1]);
}

Reading read_opening(const Tokens& tokens) {
    const auto at = std::ranges::find_if_not(tokens, is_manner);
    const auto end = tokens.end();
    if (at == end || is_thing(at, tokens.begin())) return {};
    if (at->is(camera)) {
        const auto next = std::find_if_not(at + 1, end, is_manner);
        return next != end && (next->term != nullptr || next->is_move_word()) ? read_move(next, end)
                                                                              : Reading{};
    }
    if (at->term == nullptr || at + 1 == end || !opens_directive(*at, *(at + 1))) return {};
    const bool several = (at + 1)->is(joint) || (at + 1)->is(either) || (at + 1)->is(direction);
    return guess(several ? nullptr : at->term);
}

Reading read_told_move(const Tokens& tokens) {
    if (tokens.empty()) return {};
    // Some terms have the camera in them: 镜头推进.
    const Token& first = tokens.front();
    if (first.term != nullptr && tokens.size() == 1 && first.term->is_certain()) return *first.term;
    if (!first.is(camera)) return {};
    const auto before_move = [](const Token& token) { return is_manner(token) || is_auxiliary(token); };
    const auto at = std::find_if_not(tokens.begin() + 1, tokens.end(), before_move);
    const auto tells = [](const Token& token) {
        return token.term != nullptr || token.is_move_word() || token.is(direction);
    };
    const auto belongs = [&](const Token& token) {
        return tells(token) || is_manner(token) || token.is(toward);
    };
    if (at == tokens.end() || !tells(tokens.back()) || !std::all_of(at, tokens.end(), belongs)) return {};
    // 向前推进: a direction beside a term says nothing else.
    const auto is_term = [](const Token& token) { return token.term != nullptr; };
    const auto named = std::find_if(at, tokens.end(), is_term);
    const bool is_alone =
        named != tokens.end() && std::count_if(at, tokens.end(), is_term) == 1 &&
        std::none_of(at, tokens.end(), [](const Token& token) { return token.is_move_word(); });
    const Reading* term = is_alone ? named->term : find_scattered(at, tokens.end());
    const bool same_language =
        (first.text == "camera") == (term != nullptr && term->language == Language::english);
    return term != nullptr && term->is_certain() && same_language ? *term : Reading{};
}

}  // namespace camlint
