#pragma once
// The brackets of a prompt, read and judged: which of them are camera directives, and what is odd
// about each part. One part has one verdict, so one mistake gives one finding.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/reading.hpp"
#include "syntax/tree.hpp"

namespace camlint {

enum class LabelVerdict : std::uint8_t {
    unjudged,     ///< the bracket is no directive, or the bracket itself is what is wrong
    term,         ///< one of the project's own
    fine,         ///< one of the 15 commands; case and inner spacing are not judged here
    alternative,  ///< one side of a slash
    duplicate,    ///< means what an earlier label of the same step means
    modifier,
    synonym,
    wrong_axis,
    no_direction,
    unknown,
};

struct Label {
    Span span;
    Reading reading;
    LabelVerdict verdict = LabelVerdict::unjudged;
};

enum class GapVerdict : std::uint8_t { fine, spacing, separator, empty, alternative, sequence };

/// What lies before, between and behind the labels of a bracket.
struct Gap {
    Span span;  ///< with all white space
    Span mark;  ///< from the first mark to the last; empty where there is none
    GapVerdict verdict = GapVerdict::fine;
};

enum class BracketVerdict : std::uint8_t {
    unjudged,  ///< no camera directive
    term,      ///< nothing but terms of the project
    fine,
    fullwidth,
    empty,  ///< nothing inside
    unclosed,
    split,   ///< opened on one line, closed on a later one
    nested,  ///< another bracket opens inside
};

struct Directive {
    BracketVerdict verdict = BracketVerdict::unjudged;
    Span span;     ///< with the brackets; of a nested one to its own closing bracket
    Span content;  ///< of unclosed and split: what was recognised of a directive
    Span open;
    Span close;                   ///< empty for unclosed and split
    std::size_t first_label = 0;  ///< in Syntax::labels; its gaps are one more, from first_gap on
    std::size_t label_count = 0;
    std::size_t first_gap = 0;

    /// True for brackets whose labels are judged.
    [[nodiscard]] bool is_judged() const {
        return verdict == BracketVerdict::fine || verdict == BracketVerdict::fullwidth;
    }
};

/// Labels that act at the same time. A directive is one step, or more when "then" stands inside.
struct Step {
    std::size_t directive = 0;
    std::size_t first_label = 0;
    std::size_t label_count = 0;
    /// How many of its labels name, or may mean, each row of `commands`.
    std::array<std::size_t, commands.size()> named{};
};

struct Syntax {
    Tree tree;
    std::vector<Directive> directives;
    std::vector<Label> labels;
    std::vector<Gap> gaps;
    std::vector<Step> steps;  ///< of judged directives, in the order of the prompt
    std::vector<Span> strays;

    [[nodiscard]] std::span<const Label> labels_of(const Directive& directive) const {
        return std::span(labels).subspan(directive.first_label, directive.label_count);
    }
    [[nodiscard]] std::span<const Gap> gaps_of(const Directive& directive) const {
        return std::span(gaps).subspan(directive.first_gap, directive.label_count + 1);
    }
    [[nodiscard]] std::span<const Label> labels_of(const Step& step) const {
        return std::span(labels).subspan(step.first_label, step.label_count);
    }
    [[nodiscard]] std::string_view text_of(Span span) const { return slice(tree.text, span); }
};

/// Parses and judges; cannot fail. The result keeps a view of `text`. `terms` are labels that are let alone,
/// folded and sorted.
[[nodiscard]] Syntax read_directives(std::string_view text, std::span<const std::string> terms = {});

/// The same, in place of what `syntax` held.
void read_directives(std::string_view text, std::span<const std::string> terms, Syntax& syntax);

}  // namespace camlint
