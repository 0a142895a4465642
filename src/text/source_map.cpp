#include "text/source_map.hpp"

#include <algorithm>

namespace camlint {
namespace {

/// The last of `escapes` for which `starts_before` holds, null if it holds for none.
template <typename Predicate>
const Escape* last_escape(const std::vector<Escape>& escapes, Predicate starts_before) {
    const auto after = std::partition_point(escapes.begin(), escapes.end(), starts_before);
    return after == escapes.begin() ? nullptr : &*std::prev(after);
}

/// How many of the pieces of `escape` lie before an offset of its text, which must not be empty; the one that
/// it cuts is `cut`.
std::size_t pieces_before(const Escape& escape, std::size_t offset, std::size_t cut) {
    const std::size_t size = escape.text.size() / escape.count;
    return (offset - escape.text.begin + (size - 1) * cut) / size;
}

std::size_t host_of_piece(const Escape& escape, std::size_t number) {
    return escape.host.begin + number * (escape.host.size() / escape.count);
}

}  // namespace

void SourceMap::add(Escape escape) {
    if (!escapes_.empty() && escape.count == 1 && !escape.text.empty()) {
        Escape& last = escapes_.back();
        const bool touches = last.text.end == escape.text.begin && last.host.end == escape.host.begin;
        const bool is_alike = last.text.size() == last.count * escape.text.size() &&
                              last.host.size() == last.count * escape.host.size();
        if (touches && is_alike) {
            last.text.end = escape.text.end;
            last.host.end = escape.host.end;
            last.count += 1;
            return;
        }
    }
    escapes_.push_back(escape);
}

/// The escapes, each piece by itself.
std::vector<Escape> SourceMap::pieces() const {
    std::vector<Escape> all;
    for (const Escape& escape : escapes_) {
        const std::size_t text = escape.text.size() / escape.count;
        const std::size_t host = escape.host.size() / escape.count;
        for (std::size_t i = 0; i < escape.count; ++i) {
            const std::size_t text_begin = escape.text.begin + i * text;
            const std::size_t host_begin = escape.host.begin + i * host;
            all.push_back({.text = {text_begin, text_begin + text}, .host = {host_begin, host_begin + host}});
        }
    }
    return all;
}

Span SourceMap::through_escapes(Span text) const {
    // Between two characters: behind the one before, whatever the host has between them.
    if (text.empty() && text.begin > 0) {
        const std::size_t end = to_host({text.begin - 1, text.end}).end;
        return {end, end};
    }
    const auto behind = [this](const Escape* escape, std::size_t offset) {
        if (escape == nullptr) return host_begin_ + offset;
        return escape->host.end + (offset - escape->text.end);
    };
    const Escape* first = last_escape(escapes_, [&](const Escape& e) { return e.text.begin <= text.begin; });
    const Escape* last = last_escape(escapes_, [&](const Escape& e) { return e.text.begin < text.end; });
    const bool cuts_first = first != nullptr && text.begin < first->text.end;
    const bool cuts_last = last != nullptr && text.end < last->text.end;
    const std::size_t begin =
        cuts_first ? host_of_piece(*first, pieces_before(*first, text.begin, 0)) : behind(first, text.begin);
    const std::size_t end =
        cuts_last ? host_of_piece(*last, pieces_before(*last, text.end, 1)) : behind(last, text.end);
    return {begin, std::max(begin, end)};
}

std::size_t SourceMap::to_text(std::size_t host) const {
    const Escape* escape = last_escape(escapes_, [&](const Escape& e) { return e.host.begin <= host; });
    if (escape == nullptr) return host < host_begin_ ? 0 : host - host_begin_;
    if (host < escape->host.end) {
        const std::size_t number = (host - escape->host.begin) / (escape->host.size() / escape->count);
        return escape->text.begin + number * (escape->text.size() / escape->count);
    }
    return escape->text.end + (host - escape->host.end);
}

SourceMap SourceMap::within(const SourceMap& outer, std::size_t size) const {
    SourceMap map(outer.to_host({host_begin_, host_begin_}).begin);
    if (outer.escapes_.empty()) {
        map.escapes_ = escapes_;
        for (Escape& escape : map.escapes_) {
            escape.host.begin += outer.host_begin_;
            escape.host.end += outer.host_begin_;
        }
        return map;
    }
    const std::vector<Escape> outer_pieces = outer.pieces();
    const Span middle{host_begin_, to_host({0, size}).end};
    const auto starts_before = [&](const Escape& e) { return e.text.end <= middle.begin; };
    auto from = std::partition_point(outer_pieces.begin(), outer_pieces.end(), starts_before);
    // Escapes of the outer map that lie between the inner ones are carried over; those that an inner
    // one takes in are part of its host bytes.
    const auto carry_until = [&](std::size_t end) {
        for (; from != outer_pieces.end() && from->text.end <= end && from->text.begin < end; ++from) {
            map.add({.text = {to_text(from->text.begin), to_text(from->text.end)}, .host = from->host});
        }
    };
    for (const Escape& escape : pieces()) {
        carry_until(escape.host.begin);
        map.add({.text = escape.text, .host = outer.to_host(escape.host)});
        while (from != outer_pieces.end() && from->text.begin < escape.host.end) ++from;
    }
    carry_until(middle.end);
    return map;
}

}  // namespace camlint
