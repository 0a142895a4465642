#include "lsp/semantic_tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace camlint {
namespace {

/// In the order of `type_names`.
enum class TokenType : std::uint8_t { mark, command, other, term };

// Names of the specification, so that every colour theme has them.
constexpr std::array type_names{"operator", "keyword", "variable", "macro"};
constexpr std::array modifier_names{"deprecated"};
constexpr unsigned deprecated = 1U << 0U;

struct Look {
    TokenType type = TokenType::mark;
    unsigned modifiers = 0;
};

struct PaintedSpan {
    Span span;  ///< of the document
    Look look;
};

/// What stands for a command without being its name is one that should be written otherwise.
Look look_of(const Label& label) {
    if (label.verdict == LabelVerdict::term) return {.type = TokenType::term};
    switch (label.reading.meaning) {
        case Meaning::command:
            return {.type = TokenType::command, .modifiers = label.reading.modified ? deprecated : 0};
        case Meaning::synonym:
        case Meaning::misspelt: return {.type = TokenType::command, .modifiers = deprecated};
        default: return {.type = TokenType::other};
    }
}

/// The tokens of a prompt, in the bytes of its document.
class Painter {
public:
    Painter(const PromptView& view, std::string_view document, Span asked, std::vector<PaintedSpan>& tokens)
        : view_(view), syntax_(view.syntax()), document_(document), asked_(asked), tokens_(tokens) {}

    void paint() {
        // Every bracket of the tree has a directive, in the same order.
        auto directive = syntax_.directives.begin();
        for (const Node& node : syntax_.tree.nodes) {
            if (node.kind == NodeKind::bracket) paint(node, *directive++);
        }
    }

private:
    void paint(const Node& node, const Directive& directive) {
        switch (directive.verdict) {
            case BracketVerdict::unjudged:
            case BracketVerdict::empty: return;
            case BracketVerdict::term: return paint_terms(node, directive);
            default: break;
        }
        paint_inside(node, directive);
        add(directive.open, {});
        // Of a bracket that goes on over others or over lines: what closes it.
        if (node.partner != no_node) return add(syntax_.tree.nodes[node.partner].span, {});
        add(directive.close, {});
    }

    void paint_inside(const Node& node, const Directive& directive) {
        for (const Label& label : syntax_.labels_of(directive)) add(label.span, look_of(label));
        for (const Piece& piece : syntax_.tree.pieces_of(node)) {
            if (piece.span.end > directive.content.end) break;
            if (piece.kind != PieceKind::label) add(piece.span, {});
        }
    }

    /// A term may have marks in it, and is one word then.
    void paint_terms(const Node& node, const Directive& directive) {
        const auto labels = syntax_.labels_of(directive);
        const bool apart = !labels.empty() && std::ranges::all_of(labels, [](const Label& label) {
            return label.verdict == LabelVerdict::term;
        });
        if (apart) paint_inside(node, directive);
        if (!apart) add(directive.content, {.type = TokenType::term});
        add(directive.open, {});
        add(directive.close, {});
    }

    /// Host bytes may have line ends where the text has none: a shell's continued lines.
    void add(Span text, Look look) {
        Span host = view_.host(text);
        if (text.empty() || host.end <= asked_.begin || asked_.end <= host.begin) return;
        while (host.begin < host.end) {
            const std::string_view rest = slice(document_, host);
            const std::size_t size = std::min(rest.find_first_of("\r\n"), rest.size());
            if (size > 0) tokens_.push_back({.span = {host.begin, host.begin + size}, .look = look});
            host.begin += std::min(size + 1, rest.size());
        }
    }

    const PromptView& view_;
    Syntax syntax_;
    std::string_view document_;
    Span asked_;
    std::vector<PaintedSpan>& tokens_;
};

/// In the order of the document; of two that share bytes the second loses them, as editors know no more
/// than one look of a character.
void arrange(std::vector<PaintedSpan>& tokens) {
    std::ranges::stable_sort(tokens, {}, [](const PaintedSpan& token) { return token.span.begin; });
    std::size_t end = 0;
    for (PaintedSpan& token : tokens) {
        token.span.begin = std::max(token.span.begin, end);
        token.span.end = std::max(token.span.end, token.span.begin);
        end = token.span.end;
    }
    std::erase_if(tokens, [](const PaintedSpan& token) { return token.span.empty(); });
}

/// Five numbers a token, places relative to the one before.
Json encode(const std::vector<PaintedSpan>& tokens, const TextDocument& document) {
    Json data = Json::array();
    ClientPosition last;
    for (const PaintedSpan& token : tokens) {
        const Range range = document.to_client(token.span);
        const ClientPosition start = range.start;
        data.push_back(start.line - last.line);
        data.push_back(start.character - (start.line == last.line ? last.character : 0));
        data.push_back(range.end.character - start.character);
        data.push_back(static_cast<unsigned>(token.look.type));
        data.push_back(token.look.modifiers);
        last = start;
    }
    return data;
}

}  // namespace

Json semantic_tokens_legend() { return {{"tokenTypes", type_names}, {"tokenModifiers", modifier_names}}; }

Json semantic_tokens(const Session& session, const TextDocument& document,
                     const std::optional<Range>& range) {
    const Span asked = range ? document.to_span(*range) : Span{0, document.text().size()};
    std::vector<PaintedSpan> tokens;
    for_each_prompt(session, document, asked, [&](const PromptView& view) {
        if (view.prompt.has_text) Painter(view, document.text(), asked, tokens).paint();
    });
    arrange(tokens);
    return {{"data", encode(tokens, document)}};
}

}  // namespace camlint
