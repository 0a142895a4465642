#pragma once
// Reading labels that are no term by themselves: a term with words around it, or camera vocabulary.

#include <string>
#include <string_view>
#include <vector>

#include "catalog/reading.hpp"
#include "catalog/vocabulary.hpp"

namespace camlint {

/// A piece of a label: a word of the vocabulary, a term inside the label, or something unknown.
struct Token {
    std::string text;               ///< folded
    const Word* word = nullptr;     ///< the vocabulary's row; of two English words that are a term the first's
    const Reading* term = nullptr;  ///< a command, synonym or wrong axis of two words or more, or Chinese
    bool number = false;

    [[nodiscard]] bool is(WordKind kind) const {
        return term == nullptr && word != nullptr && word->kind == kind;
    }
    [[nodiscard]] bool is_move_word() const {
        return is(WordKind::move) || is(WordKind::thing_move) || is(WordKind::weak_move);
    }
    [[nodiscard]] bool is_number() const { return number || is(WordKind::number); }
    [[nodiscard]] bool is_known() const { return word != nullptr || term != nullptr || number; }
};
using Tokens = std::vector<Token>;

/// English words and Chinese pieces of a label, in order. Neighbouring words that name a term by
/// their stems ("pans left") are one token.
[[nodiscard]] Tokens tokenize(std::string_view label);

/// The term, with modifiers around it: "Slow zoom in", "轻微晃动".
[[nodiscard]] Reading read_modified(const Tokens& tokens);

/// Camera vocabulary and nothing else: "Crane shot up", "Pan to the left", "向左平移", "Push in and
/// Pan left".
[[nodiscard]] Reading read_vocabulary(const Tokens& tokens);

/// A label that starts like a directive and goes on freely: "The camera pans left to reveal her",
/// "Push in on her face", "镜头推进到她的脸".
[[nodiscard]] Reading read_opening(const Tokens& tokens);

/// A sentence of prose up to a move: "camera slowly pans to the left", "镜头缓慢拉远". Nothing unless it
/// begins with the camera, says nothing but the move, and the move is certain.
[[nodiscard]] Reading read_told_move(const Tokens& tokens);

}  // namespace camlint
