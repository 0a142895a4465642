#include "syntax/directive.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "catalog/fold.hpp"
#include "syntax/parse.hpp"
#include "text/invisible.hpp"

namespace camlint {
namespace {

GapVerdict judge_gap(std::span<const Piece> marks, const Gap& gap, bool inner) {
    if (marks.empty()) return gap.span.empty() ? GapVerdict::fine : GapVerdict::spacing;
    if (!inner) return GapVerdict::empty;
    const auto holds = [&marks](PieceKind kind) {
        return std::ranges::any_of(marks, [kind](const Piece& m) { return m.kind == kind; });
    };
    if (holds(PieceKind::alternative)) return GapVerdict::alternative;
    if (holds(PieceKind::sequence)) return GapVerdict::sequence;
    if (marks.size() > 1) return GapVerdict::empty;
    if (marks[0].kind == PieceKind::separator) return GapVerdict::separator;
    return gap.span == gap.mark ? GapVerdict::fine : GapVerdict::spacing;
}

LabelVerdict judge_label(const Reading& reading) {
    switch (reading.meaning) {
        case Meaning::wrong_axis: return LabelVerdict::wrong_axis;
        case Meaning::no_direction: return LabelVerdict::no_direction;
        case Meaning::command: return reading.modified ? LabelVerdict::modifier : LabelVerdict::fine;
        case Meaning::synonym: return reading.modified ? LabelVerdict::modifier : LabelVerdict::synonym;
        default: return LabelVerdict::unknown;
    }
}

/// What the labels of a step say, each once.
class Meanings {
public:
    /// False when an earlier label said the same: named the same command for certain or, where words
    /// around it or a rough synonym make it less than that, said it with the same words.
    bool add(const Label& label, std::string_view text) {
        const Synonym* synonym = label.reading.synonym;
        const bool exact = !label.reading.modified && (synonym == nullptr || synonym->exact);
        return said_.emplace(label.reading.targets, exact ? std::string{} : fold(text)).second;
    }
    void clear() { said_.clear(); }

private:
    std::set<std::pair<Targets, std::string>> said_;
};

/// True when a label speaks of the camera. A bare "truck" or "pan" does so only among its like: a list
/// such as "lamp, table, pedestal" is none.
bool speaks_of_camera(std::span<const Label> labels) {
    const auto speaks = [](const Label& label) {
        return label.reading.speaks_of_camera() || label.verdict == LabelVerdict::term;
    };
    const auto speaks_clearly = [](const Label& label) {
        const Meaning meaning = label.reading.meaning;
        return meaning != Meaning::none && meaning != Meaning::no_direction;
    };
    return std::ranges::any_of(labels, speaks_clearly) || std::ranges::all_of(labels, speaks);
}

class Reader {
public:
    Reader(std::string_view text, std::span<const std::string> terms, Syntax& syntax)
        : terms_(terms), syntax_(syntax) {
        parse(text, syntax_.tree);
        syntax_.directives.clear();
        syntax_.labels.clear();
        syntax_.gaps.clear();
        syntax_.steps.clear();
        syntax_.strays.clear();
    }

    void read() {
        const Tree& tree = syntax_.tree;
        for (const Node& node : tree.nodes) {
            if (node.kind == NodeKind::stray && node.partner == no_node) {
                syntax_.strays.push_back(node.span);
            }
            if (node.kind == NodeKind::bracket) read_bracket(node);
        }
        mark_doubled_brackets();
    }

private:
    void read_bracket(const Node& node) {
        Directive directive{.span = node.span, .content = node.content};
        directive.open = {node.span.begin, node.content.begin};
        directive.close = {node.content.end, node.span.end};
        if (node.ending == Ending::closed) {
            split_content(node, directive);
            judge_closed(node, directive);
        } else {
            directive.first_label = syntax_.labels.size();
            directive.first_gap = syntax_.gaps.size();
            judge_unclosed(node, directive);
            directive.label_count = syntax_.labels.size() - directive.first_label;
            syntax_.gaps.resize(directive.first_gap + directive.label_count + 1);
        }
        syntax_.directives.push_back(directive);
    }

    /// Fills labels and gaps from the bracket's pieces.
    void split_content(const Node& node, Directive& directive) {
        directive.first_label = syntax_.labels.size();
        directive.first_gap = syntax_.gaps.size();
        const std::span<const Piece> pieces = syntax_.tree.pieces_of(node);
        std::size_t gap_begin = node.content.begin;
        for (std::size_t i = 0; i <= pieces.size();) {
            const auto label = std::find_if(pieces.begin() + static_cast<std::ptrdiff_t>(i), pieces.end(),
                                            [](const Piece& p) { return p.kind == PieceKind::label; });
            const auto at = static_cast<std::size_t>(label - pieces.begin());
            const bool last = label == pieces.end();
            const std::span<const Piece> marks = pieces.subspan(i, at - i);
            Gap gap{.span = {gap_begin, last ? node.content.end : label->span.begin}};
            gap.mark = marks.empty() ? Span{gap_begin, gap_begin}
                                     : Span{marks.front().span.begin, marks.back().span.end};
            gap.verdict = judge_gap(marks, gap, i > 0 && !last);
            syntax_.gaps.push_back(gap);
            if (last) break;
            syntax_.labels.push_back(read(label->span));
            gap_begin = label->span.end;
            i = at + 1;
        }
        directive.label_count = syntax_.labels.size() - directive.first_label;
    }

    [[nodiscard]] bool is_term(Span span) const {
        return !terms_.empty() && std::ranges::binary_search(terms_, fold(syntax_.text_of(span)));
    }

    [[nodiscard]] Label read(Span span) const {
        if (is_term(span)) return {.span = span, .verdict = LabelVerdict::term};
        return {.span = span, .reading = read_label(syntax_.text_of(span))};
    }

    /// A term may have marks in it that part labels elsewhere.
    [[nodiscard]] bool is_all_terms(const Node& node, std::span<const Label> labels) const {
        const auto is_own = [](const Label& label) { return label.verdict == LabelVerdict::term; };
        return is_term(node.content) || (!labels.empty() && std::ranges::all_of(labels, is_own));
    }

    void judge_closed(const Node& node, Directive& directive) {
        const auto labels = std::span(syntax_.labels).subspan(directive.first_label, directive.label_count);
        if (is_all_terms(node, labels)) {
            directive.verdict = BracketVerdict::term;
            return;
        }
        if (directive.label_count == 0) {
            const bool only_commas = std::ranges::all_of(
                syntax_.tree.pieces_of(node), [](const Piece& p) { return p.kind == PieceKind::comma; });
            if (only_commas) directive.verdict = BracketVerdict::empty;
            return;
        }
        if (!speaks_of_camera(labels)) return;

        const bool ascii = node.open == BracketForm::ascii && node.close == BracketForm::ascii;
        directive.verdict = ascii ? BracketVerdict::fine : BracketVerdict::fullwidth;
        judge_labels(directive, labels);
    }

    /// A mark with prose on one side separates no commands: "Shot 2; tracking shot".
    static void keep_prose_marks(std::span<const Label> labels, std::span<Gap> gaps) {
        for (std::size_t i = 1; i < labels.size(); ++i) {
            const bool both =
                labels[i - 1].reading.speaks_of_camera() && labels[i].reading.speaks_of_camera();
            if (gaps[i].verdict == GapVerdict::separator && !both) gaps[i].verdict = GapVerdict::fine;
        }
    }

    void judge_labels(const Directive& directive, std::span<Label> labels) {
        const auto gaps = std::span(syntax_.gaps).subspan(directive.first_gap, labels.size() + 1);
        keep_prose_marks(labels, gaps);
        Meanings meanings;
        Step step{.directive = syntax_.directives.size(), .first_label = directive.first_label};
        for (std::size_t i = 0; i < labels.size(); ++i) {
            Label& label = labels[i];
            const bool either =
                gaps[i].verdict == GapVerdict::alternative || gaps[i + 1].verdict == GapVerdict::alternative;
            if (label.verdict != LabelVerdict::term) {
                label.verdict = either ? LabelVerdict::alternative : judge_label(label.reading);
            }
            const bool may_repeat = labels.size() > 1 && !either && label.reading.is_certain();
            if (may_repeat && !meanings.add(label, syntax_.text_of(label.span))) {
                label.verdict = LabelVerdict::duplicate;
            }
            for (const Command* target : label.reading.targets) {
                if (target != nullptr) step.named[row_of(target)] += 1;
            }
            step.label_count += 1;
            if (i + 1 < labels.size() && gaps[i + 1].verdict != GapVerdict::sequence) continue;
            syntax_.steps.push_back(step);
            step = {.directive = step.directive, .first_label = directive.first_label + i + 1};
            meanings.clear();
        }
    }

    /// Only the bracket is judged here: its opening has to speak of the camera.
    void judge_unclosed(const Node& node, Directive& directive) {
        directive.close = {node.span.end, node.span.end};
        directive.content = recognised_content(node);
        const bool around_another = node.partner != no_node && node.ending == Ending::next_bracket;
        if (around_another) directive.span.end = syntax_.tree.nodes[node.partner].span.end;
        if (directive.content.empty()) return;
        directive.verdict = BracketVerdict::unclosed;
        if (node.partner == no_node) return;
        directive.verdict = around_another ? BracketVerdict::nested : BracketVerdict::split;
    }

    /// True when nothing that can be seen lies between.
    [[nodiscard]] bool is_next_to(std::size_t end, std::size_t begin) const {
        return end <= begin && is_all_hidden(syntax_.text_of({end, begin}));
    }

    /// [[Push in]]: brackets around nothing but a directive are nested too. Of several, the outermost
    /// is the one to tell.
    void mark_doubled_brackets() {
        auto& all = syntax_.directives;
        for (std::size_t i = all.size(); i-- > 1;) {
            Directive& outer = all[i - 1];
            Directive& inner = all[i];
            const bool around =
                is_next_to(outer.open.end, inner.span.begin) && outer.span.end > inner.span.end;
            const bool doubled = inner.verdict == BracketVerdict::nested && inner.content.empty();
            if (!around || !(inner.is_judged() || doubled)) continue;
            if (doubled) inner.verdict = BracketVerdict::unjudged;
            outer.verdict = BracketVerdict::nested;
        }
    }

    /// The commands that an unclosed bracket begins with, and the marks between them. Adds a label
    /// for each.
    Span recognised_content(const Node& node) {
        Span content{node.content.begin, node.content.begin};
        for (const Piece& piece : syntax_.tree.pieces_of(node)) {
            if (piece.kind == PieceKind::comma || piece.kind == PieceKind::separator) continue;
            if (piece.kind != PieceKind::label) break;
            if (is_term(piece.span)) break;
            const Prefix prefix = read_prefix(syntax_.text_of(piece.span));
            if (prefix.size == 0) break;
            if (content.empty()) content.begin = piece.span.begin;
            content.end = piece.span.begin + prefix.size;
            syntax_.labels.push_back({.span = {piece.span.begin, content.end}, .reading = prefix.reading});
            if (content.end != piece.span.end) break;
        }
        return content;
    }

    std::span<const std::string> terms_;
    Syntax& syntax_;
};

}  // namespace

void read_directives(std::string_view text, std::span<const std::string> terms, Syntax& syntax) {
    Reader(text, terms, syntax).read();
}

Syntax read_directives(std::string_view text, std::span<const std::string> terms) {
    Syntax syntax;
    read_directives(text, terms, syntax);
    return syntax;
}

}  // namespace camlint
