#include "lsp/slot.hpp"

#include <algorithm>

namespace camlint {
namespace {

const Node* bracket_at(const Tree& tree, std::size_t at) {
    const auto after =
        std::ranges::partition_point(tree.nodes, [at](const Node& node) { return node.span.begin < at; });
    if (after == tree.nodes.begin()) return nullptr;
    const Node& node = *std::prev(after);
    const bool holds = node.kind == NodeKind::bracket && node.content.begin <= at && at <= node.content.end;
    return holds ? &node : nullptr;
}

/// The pieces around a place: null where there is none.
struct Around {
    const Piece* mark_before = nullptr;
    const Piece* mark_behind = nullptr;
    const Piece* label = nullptr;
    bool inside_mark = false;
};

Around look_around(const Tree& tree, const Node& node, std::size_t at) {
    Around around;
    for (const Piece& piece : tree.pieces_of(node)) {
        const bool is_label = piece.kind == PieceKind::label;
        if (is_label && around.mark_behind == nullptr) {
            around.label = &piece;
        } else if (!is_label && piece.span.end <= at) {
            around.mark_before = &piece;
            around.label = nullptr;
        } else if (!is_label && around.mark_behind == nullptr) {
            around.mark_behind = &piece;
            around.inside_mark = piece.span.begin < at;
        }
    }
    return around;
}

bool is_sequence(const Piece* mark) { return mark != nullptr && mark->kind == PieceKind::sequence; }

/// From one mark to the next. Around "then" white space stays.
Span written_at(const Node& node, const Around& around, std::size_t at) {
    const bool starts = around.label != nullptr && around.label->span.begin < at;
    Span written{node.content.begin, at};
    if (around.mark_before != nullptr) written.begin = around.mark_before->span.end;
    if (is_sequence(around.mark_before)) written.begin = starts ? around.label->span.begin : at;
    if (node.ending != Ending::closed) return written;
    written.end = around.mark_behind != nullptr ? around.mark_behind->span.begin : node.content.end;
    if (is_sequence(around.mark_behind)) {
        written.end = around.label != nullptr ? std::max(at, around.label->span.end) : at;
    }
    return written;
}

/// What closes a bracket that nothing closes, not even a stray one further on.
std::string_view missing_behind(const Node& node) {
    if (node.ending == Ending::closed || node.partner != no_node) return {};
    switch (node.open) {
        case BracketForm::ascii: return "]";
        case BracketForm::lenticular: return "】";
        case BracketForm::fullwidth: return "］";
    }
    return {};
}

}  // namespace

std::optional<Slot> find_slot(const Tree& tree, std::size_t at) {
    const Node* node = bracket_at(tree, at);
    if (node == nullptr) return std::nullopt;
    const Around around = look_around(tree, *node, at);
    const bool touches_sequence = is_sequence(around.mark_before) && around.mark_before->span.end == at;
    if (around.inside_mark || touches_sequence) return std::nullopt;
    Slot slot{.bracket = node->span, .open = node->open, .written = written_at(*node, around, at)};
    if (around.label != nullptr && around.label->span.begin < at) {
        slot.typed = slice(tree.text, {around.label->span.begin, std::min(at, around.label->span.end)});
    }
    for (const Piece& piece : tree.pieces_of(*node)) {
        const bool counts = node->ending == Ending::closed || piece.span.end <= at;
        if (piece.kind != PieceKind::label || &piece == around.label || !counts) continue;
        slot.others.push_back(slice(tree.text, piece.span));
    }
    slot.missing = missing_behind(*node);
    return slot;
}

}  // namespace camlint
