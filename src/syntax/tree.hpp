#pragma once
// The shape of a prompt: text, brackets, and what stands between brackets, as flat vectors of byte
// ranges. The nodes tile the prompt: each starts where the one before it ends.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/span.hpp"

namespace camlint {

enum class NodeKind : std::uint8_t { text, bracket, stray };

enum class BracketForm : std::uint8_t { ascii, lenticular, fullwidth };

/// How a bracket ended.
enum class Ending : std::uint8_t { closed, next_bracket, line_end, end_of_text };

enum class PieceKind : std::uint8_t {
    label,        ///< words, with the white space between them
    comma,        ///< the ASCII comma
    separator,    ///< any other mark between commands
    alternative,  ///< a slash
    sequence,     ///< an arrow, "then", 然后
};

struct Piece {
    PieceKind kind = PieceKind::label;
    Span span;
};

inline constexpr std::size_t no_node = static_cast<std::size_t>(-1);

struct Node {
    NodeKind kind = NodeKind::text;
    BracketForm open = BracketForm::ascii;   ///< of a bracket
    BracketForm close = BracketForm::ascii;  ///< of a closed bracket and of a stray
    Ending ending = Ending::closed;          ///< of a bracket
    Span span;
    Span content;                 ///< of a bracket: what lies between its ends
    std::size_t first_piece = 0;  ///< of a bracket: its pieces in Tree::pieces
    std::size_t piece_count = 0;
    std::size_t partner = no_node;  ///< an unclosed bracket and the stray that may belong to it
};

struct Tree {
    std::string_view text;
    std::vector<Node> nodes;
    std::vector<Piece> pieces;

    [[nodiscard]] std::span<const Piece> pieces_of(const Node& node) const {
        return std::span(pieces).subspan(node.first_piece, node.piece_count);
    }
};

}  // namespace camlint
