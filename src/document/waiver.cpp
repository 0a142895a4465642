#include "document/waiver.hpp"

#include <algorithm>
#include <vector>

namespace camlint {
namespace {

constexpr std::string_view comment_begin = "<!--";
constexpr std::string_view comment_end = "-->";

Span without_blanks(std::string_view bytes, Span span) {
    const auto is_blank_at = [bytes](std::size_t at) { return bytes[at] == ' ' || bytes[at] == '\t'; };
    while (!span.empty() && is_blank_at(span.begin)) ++span.begin;
    while (!span.empty() && is_blank_at(span.end - 1)) --span.end;
    return span;
}

/// What stands between `open` and `close`, where the span begins and ends with them; else the span.
Span inside(std::string_view bytes, Span span, char open, char close) {
    const bool enclosed = span.size() >= 2 && bytes[span.begin] == open && bytes[span.end - 1] == close;
    return enclosed ? without_blanks(bytes, {span.begin + 1, span.end - 1}) : span;
}

Span without_quotes(std::string_view bytes, Span span) {
    return inside(bytes, inside(bytes, span, '"', '"'), '\'', '\'');
}

/// The offset of the first `wanted` in the span, else its end.
std::size_t find_in(std::string_view bytes, Span span, char wanted) {
    return span.begin + std::min(slice(bytes, span).find(wanted), span.size());
}

/// The items between the commas, those that say nothing left out.
std::vector<Span> items_of(std::string_view bytes, Span list) {
    std::vector<Span> items;
    for (std::size_t at = list.begin; at < list.end;) {
        const std::size_t end = find_in(bytes, {at, list.end}, ',');
        const Span item = without_blanks(bytes, {at, end});
        if (!item.empty()) items.push_back(item);
        at = end + 1;
    }
    return items;
}

}  // namespace

void add_waivers(Document& document, std::string_view bytes, const WaiverList& list) {
    const Span names = without_quotes(bytes, without_blanks(bytes, list.names));
    const std::vector<Span> items = items_of(bytes, inside(bytes, names, '[', ']'));
    const auto add = [&](Span place, Span whole, std::string_view name) {
        document.waivers.push_back(
            {.covers = list.covers, .span = place, .whole = whole, .rule = name, .reason = list.reason});
    };
    if (items.empty()) add(list.word, list.whole, {});
    for (std::size_t i = 0; i < items.size(); ++i) {
        // A name goes with the comma that parts it from the one before; the first with the one behind.
        const Span with_comma = i > 0              ? Span{items[i - 1].end, items[i].end}
                                : items.size() > 1 ? Span{items[0].begin, items[1].begin}
                                                   : list.whole;
        const Span name = without_quotes(bytes, items[i]);
        add(name, with_comma, slice(bytes, name));
    }
}

std::optional<WaiverList> waivers_of_comment(std::string_view bytes, Span comment) {
    const Span text =
        without_blanks(bytes, {comment.begin + comment_begin.size(), comment.end - comment_end.size()});
    const std::string_view says = slice(bytes, text);
    if (!says.starts_with(waiver_word)) return std::nullopt;
    const std::string_view rest = says.substr(waiver_word.size());
    if (!rest.empty() && rest.find_first_of(" \t:") != 0) return std::nullopt;
    const std::size_t begin = text.begin + waiver_word.size();
    const std::size_t colon = find_in(bytes, {begin, text.end}, ':');
    const Span reason = without_blanks(bytes, {std::min(colon + 1, text.end), text.end});
    return WaiverList{.covers = {comment.begin, comment.begin},
                      .word = {text.begin, begin},
                      .names = without_blanks(bytes, {begin, colon}),
                      .whole = comment,
                      .reason = slice(bytes, reason)};
}

}  // namespace camlint
