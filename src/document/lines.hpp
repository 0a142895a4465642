#pragma once
// The lines of a source, for carriers of which each line is a record.

#include <cstddef>
#include <string_view>

#include "text/line_index.hpp"
#include "text/source.hpp"
#include "text/space.hpp"

namespace camlint {

/// Calls `visit(text, begin)` for each line that is not blank: without its line end, `begin` being its
/// offset in the source.
template <typename Visit>
void each_line(const Source& source, Visit visit) {
    const std::string_view all = source.bytes.substr(start_of(source));
    const std::string_view only = first_line(all);
    if (only.size() == all.size()) {
        // As records are read, one by one.
        const std::string_view text = without_line_end(only);
        if (!is_blank(text)) visit(text, source.bytes.size() - all.size());
        return;
    }
    const LineIndex lines(source.bytes);
    for (std::size_t i = 0; i < lines.count(); ++i) {
        const Span line = lines.content(i);
        const std::size_t begin = i == 0 ? start_of(source) : line.begin;
        const std::string_view text = slice(source.bytes, {begin, line.end});
        if (!is_blank(text)) visit(text, begin);
    }
}

}  // namespace camlint
