#pragma once
// Camera vocabulary: the words and phrases that make a bracket a camera directive although it names
// none of the 15 commands, and the words that may stand around a command. What to report of them
// is not decided here.

#include <cstdint>
#include <span>
#include <string_view>

namespace camlint {

/// What a word can be in a label that directs the camera.
enum class WordKind : std::uint8_t {
    move,         ///< pan, dolly: directs the camera together with a direction
    thing_move,   ///< truck, crane: the same, but a thing when an article stands before it
    weak_move,    ///< push, fly, spin: directs the camera only beside the word camera
    direction,    ///< left, up, in
    camera,       ///< camera, 镜头
    shot,         ///< shot
    modifier,     ///< slow, gently, 缓慢: speed, amount or manner
    number,       ///< seconds, degrees; digits count as this kind too
    article,      ///< a, the
    filler,       ///< movement, 向: says nothing by itself
    toward,       ///< to, towards: a direction or an object follows
    preposition,  ///< on, of, 到: an object follows
    joint,        ///< and, 和: joins two moves
    either,       ///< or: leaves open which of two
};

struct Word {
    std::string_view text;  ///< folded
    WordKind kind;
    std::string_view stem;  ///< the form that the tables of commands and synonyms use
};

[[nodiscard]] std::span<const Word> english_words();

/// Pieces of a Chinese label, which has no blanks between words.
[[nodiscard]] std::span<const Word> chinese_words();

/// Moves of film language that this API does not document, as whole labels.
[[nodiscard]] std::span<const std::string_view> camera_phrases();

}  // namespace camlint
