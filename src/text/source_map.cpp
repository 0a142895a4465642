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

}  // namespace

Span SourceMap::to_host(Span text) const {
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
    const std::size_t begin = cuts_first ? first->host.begin : behind(first, text.begin);
    const std::size_t end = cuts_last ? last->host.end : behind(last, text.end);
    return {begin, std::max(begin, end)};
}

std::size_t SourceMap::to_text(std::size_t host) const {
    const Escape* escape = last_escape(escapes_, [&](const Escape& e) { return e.host.begin <= host; });
    if (escape == nullptr) return host < host_begin_ ? 0 : host - host_begin_;
    if (host < escape->host.end) return escape->text.begin;
    return escape->text.end + (host - escape->host.end);
}

SourceMap SourceMap::within(const SourceMap& outer, std::size_t size) const {
    SourceMap map(outer.to_host({host_begin_, host_begin_}).begin);
    if (outer.escapes_.empty() && escapes_.empty()) return map;
    const Span middle{host_begin_, to_host({0, size}).end};
    const auto starts_before = [&](const Escape& e) { return e.text.end <= middle.begin; };
    auto from = std::partition_point(outer.escapes_.begin(), outer.escapes_.end(), starts_before);
    // Escapes of the outer map that lie between the inner ones are carried over; those that an inner
    // one takes in are part of its host bytes.
    const auto carry_until = [&](std::size_t end) {
        for (; from != outer.escapes_.end() && from->text.end <= end && from->text.begin < end; ++from) {
            map.add({.text = {to_text(from->text.begin), to_text(from->text.end)}, .host = from->host});
        }
    };
    for (const Escape& escape : escapes_) {
        carry_until(escape.host.begin);
        map.add({.text = escape.text, .host = outer.to_host(escape.host)});
        while (from != outer.escapes_.end() && from->text.begin < escape.host.end) ++from;
    }
    carry_until(middle.end);
    return map;
}

}  // namespace camlint
