#include "text/position.hpp"

#include <algorithm>
#include <iterator>

#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::size_t stride = 1024;

/// True where a code point starts, or an ill-formed part: all but continuation bytes start one.
bool is_boundary(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

}  // namespace

Positions::Positions(const Source& source, MarkColumn mark)
    : text_(source.bytes),
      origin_(source.origin),
      first_(mark == MarkColumn::none ? start_of(source) : 0),
      lines_(source.bytes) {
    Count count;
    counts_.reserve(text_.size() / stride + 1);
    while (true) {
        counts_.push_back(count);
        const std::size_t goal = counts_.size() * stride;
        if (goal > text_.size()) break;
        // The piece may end inside a code point: go on to that code point's end.
        std::size_t end = goal;
        while (end < goal + 3 && !is_boundary(text_, end)) ++end;
        if (is_boundary(text_, end)) {
            const Length more = measure(text_.substr(count.offset, end - count.offset));
            count = {end, count.code_points + more.code_points, count.utf16 + more.utf16};
        } else {
            while (count.offset < goal) take(count);
        }
    }
}

/// Adds the code point behind what is counted.
void Positions::take(Count& count) const {
    const CodePoint point = decode(text_, count.offset);
    count.offset += point.size;
    count.code_points += 1;
    count.utf16 += point.value > 0xFFFF ? 2 : 1;
}

Positions::Count Positions::count_to(std::size_t offset) const {
    std::size_t piece = offset / stride;
    if (counts_[piece].offset > offset) --piece;
    Count count = counts_[piece];
    if (is_boundary(text_, offset)) {
        const Length more = measure(text_.substr(count.offset, offset - count.offset));
        return {offset, count.code_points + more.code_points, count.utf16 + more.utf16};
    }
    while (count.offset < offset) {
        const Count before = count;
        take(count);
        if (count.offset > offset) return before;
    }
    return count;
}

/// Where the first column of a line is.
std::size_t Positions::line_start(std::size_t line) const {
    return std::max(lines_.start_of(line), line == 0 ? first_ : 0);
}

Position Positions::at(std::size_t offset) const {
    const std::size_t line = lines_.line_of(offset);
    const std::size_t start = line_start(line);
    Position position{.byte = origin_.byte + offset, .line = origin_.line + line};
    if (offset <= start) return position;
    // Most lines are shorter than what the counts are apart.
    if (offset - start < stride && is_boundary(text_, offset)) {
        const Length before = measure(text_.substr(start, offset - start));
        position.column += before.code_points;
        position.utf16 += before.utf16;
        position.byte_column += before.bytes;
        return position;
    }
    const Count before = count_to(start);
    const Count here = count_to(offset);
    position.column += here.code_points - before.code_points;
    position.utf16 += here.utf16 - before.utf16;
    position.byte_column += here.offset - before.offset;
    return position;
}

std::size_t Positions::offset_of(std::size_t line, std::size_t column, Encoding encoding) const {
    if (line >= lines_.count()) return text_.size();
    const std::size_t start = line_start(line);
    const std::size_t end = std::max(start, lines_.content(line).end);
    if (column >= end - start) column = end - start;  // a unit of either encoding is a byte at least
    if (encoding == Encoding::utf8) return count_to(start + column).offset;
    const std::size_t goal = count_to(start).utf16 + column;
    const auto behind = std::ranges::upper_bound(counts_, goal, {}, &Count::utf16);
    const Count first = count_to(start);
    Count count = std::prev(behind)->offset > first.offset ? *std::prev(behind) : first;
    while (count.offset < end) {
        const Count before = count;
        take(count);
        if (count.utf16 > goal) return before.offset;
    }
    return end;
}

}  // namespace camlint
