#include "syntax/spelling.hpp"

#include <string>

#include "catalog/fold.hpp"
#include "text/invisible.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

/// What is seen of a gap; what is not is for other rules to tell of.
std::string without_hidden(std::string_view gap) {
    std::string seen;
    for (std::size_t at = 0; at < gap.size();) {
        const CodePoint point = decode(gap, at);
        if (!is_hidden(point.value)) seen += gap.substr(at, point.size);
        at += point.size;
    }
    return seen;
}

/// End of the run of white space, hyphens and what nobody sees that starts at `at`.
std::size_t gap_end(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const std::size_t size = decode(text, at).size;
        if (!fold(text.substr(at, size)).empty()) break;
        at += size;
    }
    return at;
}

/// Adds an edit, or lengthens the last one when it ends where this one begins.
void add(std::vector<Edit>& edits, Span span, std::string_view text) {
    if (!edits.empty() && edits.back().span.end == span.begin && !span.empty()) {
        edits.back().span.end = span.end;
        edits.back().text += text;
    } else {
        edits.push_back({.span = span, .text = std::string(text)});
    }
}

}  // namespace

Spelling compare_spelling(std::string_view label, std::string_view command, std::size_t base) {
    Spelling spelling;
    std::size_t here = 0;
    std::size_t there = 0;
    while (here < label.size() && there < command.size()) {
        const std::size_t here_end = gap_end(label, here);
        const std::size_t there_end = gap_end(command, there);
        const std::string_view wanted = command.substr(there, there_end - there);
        if (without_hidden(label.substr(here, here_end - here)) != wanted) {
            add(spelling.gaps, {base + here, base + here_end}, wanted);
        }
        const std::size_t letter = decode(label, here_end).size;
        const std::size_t wanted_letter = decode(command, there_end).size;
        here = here_end + letter;
        there = there_end + wanted_letter;
        const std::string_view correct = command.substr(there_end, wanted_letter);
        if (label.substr(here_end, letter) != correct) {
            add(spelling.letters, {base + here_end, base + here}, correct);
        }
    }
    if (!without_hidden(label.substr(here)).empty())
        add(spelling.gaps, {base + here, base + label.size()}, "");
    return spelling;
}

}  // namespace camlint
