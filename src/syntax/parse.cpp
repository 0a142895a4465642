#include "syntax/parse.hpp"

#include "prompt.hpp"
#include "text/invisible.hpp"

namespace camlint {
namespace {

namespace pegtl = tao::pegtl;
namespace rule = grammar::prompt;

struct Builder {
    Tree& tree;
    bool label_is_open = false;  ///< words go on with the label that the last piece is

    void open(BracketForm form) {
        tree.nodes.push_back({.kind = NodeKind::bracket, .open = form, .first_piece = tree.pieces.size()});
        label_is_open = false;
    }

    void mark(PieceKind kind, Span span) {
        tree.pieces.push_back({.kind = kind, .span = span});
        label_is_open = false;
    }

    void word(Span span) {
        // What nobody sees is no word, so that a bracket that looks empty is empty.
        if (is_all_hidden(slice(tree.text, span))) return;
        if (label_is_open) {
            tree.pieces.back().span.end = span.end;
        } else {
            tree.pieces.push_back({.kind = PieceKind::label, .span = span});
            label_is_open = true;
        }
    }

    void add(NodeKind kind, Span span) { tree.nodes.push_back({.kind = kind, .span = span}); }
};

template <typename Rule>
struct Action : pegtl::nothing<Rule> {};

template <BracketForm form>
struct Opening {
    static void apply0(Builder& builder) { builder.open(form); }
};
template <>
struct Action<rule::ascii_open> : Opening<BracketForm::ascii> {};
template <>
struct Action<rule::lenticular_open> : Opening<BracketForm::lenticular> {};
template <>
struct Action<rule::fullwidth_open> : Opening<BracketForm::fullwidth> {};

template <PieceKind kind>
struct Marking {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.mark(kind, span_of(in, builder.tree.text));
    }
};
template <>
struct Action<rule::comma> : Marking<PieceKind::comma> {};
template <>
struct Action<rule::separator> : Marking<PieceKind::separator> {};
template <>
struct Action<rule::alternative> : Marking<PieceKind::alternative> {};
template <>
struct Action<rule::sequence> : Marking<PieceKind::sequence> {};

template <>
struct Action<rule::word> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.word(span_of(in, builder.tree.text));
    }
};

BracketForm form_of(char first_byte, char last_byte) {
    if (first_byte == ']') return BracketForm::ascii;
    return last_byte == '\x91' ? BracketForm::lenticular : BracketForm::fullwidth;
}

Ending ending_at(std::string_view text, std::size_t at) {
    if (at == text.size()) return Ending::end_of_text;
    return text[at] == '\n' || text[at] == '\r' ? Ending::line_end : Ending::next_bracket;
}

/// Fires once a bracket is complete. Whether it was closed shows in its last bytes: content cannot
/// end in a closing bracket.
template <>
struct Action<rule::directive> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        const std::string_view text = builder.tree.text;
        Node& node = builder.tree.nodes.back();
        node.span = span_of(in, builder.tree.text);
        node.piece_count = builder.tree.pieces.size() - node.first_piece;
        node.content = node.span;
        node.content.begin += node.open == BracketForm::ascii ? 1 : 3;
        const std::string_view content = slice(text, node.content);
        const bool wide = content.ends_with("】") || content.ends_with("］");
        if (wide || content.ends_with(']')) {
            node.content.end -= wide ? 3 : 1;
            node.close = form_of(text[node.content.end], content.back());
        } else {
            node.ending = ending_at(text, node.span.end);
        }
    }
};

template <>
struct Action<rule::stray> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        const Span span = span_of(in, builder.tree.text);
        builder.add(NodeKind::stray, span);
        const std::string_view text = builder.tree.text;
        builder.tree.nodes.back().close = form_of(text[span.begin], text[span.end - 1]);
    }
};

template <>
struct Action<rule::text> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.add(NodeKind::text, span_of(in, builder.tree.text));
    }
};

/// True when a paragraph ends in `text`: two line ends with nothing but blanks between.
bool holds_blank_line(std::string_view text) {
    std::size_t line_ends = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && !text.substr(i + 1).starts_with('\n'))) {
            if (++line_ends == 2) return true;
        } else if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
            line_ends = 0;
        }
    }
    return false;
}

/// Gives each stray closing bracket to the nearest unclosed one before it in its paragraph.
void pair_strays(Tree& tree) {
    std::vector<std::size_t> unclosed;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        Node& node = tree.nodes[i];
        if (node.kind == NodeKind::bracket && node.ending != Ending::closed) {
            unclosed.push_back(i);
        } else if (node.kind == NodeKind::stray && !unclosed.empty()) {
            node.partner = unclosed.back();
            tree.nodes[node.partner].partner = i;
            unclosed.pop_back();
        } else if (node.kind == NodeKind::text && !unclosed.empty() &&
                   holds_blank_line(slice(tree.text, node.span))) {
            unclosed.clear();
        }
    }
}

}  // namespace

void parse(std::string_view text, Tree& tree) {
    tree.text = text;
    tree.nodes.clear();
    tree.pieces.clear();
    Builder builder{.tree = tree};
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        text.data(), text.data() + text.size(), "");
    pegtl::parse<rule::document, Action>(in, builder);
    pair_strays(tree);
}

Tree parse(std::string_view text) {
    Tree tree;
    parse(text, tree);
    return tree;
}

std::size_t analyze_prompt_grammar() { return pegtl::analyze<rule::document>(-1); }

}  // namespace camlint
