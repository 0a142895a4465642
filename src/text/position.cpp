#include "text/position.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::size_t stride = 1024;

}  // namespace

Positions::Positions(const Source& source)
    : text_(source.bytes), origin_(source.origin), first_(start_of(source)), lines_(source.bytes) {
    Count count;
    counts_.reserve(text_.size() / stride + 1);
    while (true) {
        counts_.push_back(count);
        const std::size_t goal = counts_.size() * stride;
        if (goal > text_.size()) break;
        // The piece may end inside a code point: go on to that code point's end.
        while (count.offset < goal) {
            const CodePoint point = decode(text_, count.offset);
            count.offset += point.size;
            count.code_points += 1;
            count.utf16 += point.value > 0xFFFF ? 2 : 1;
        }
    }
}

Positions::Count Positions::count_to(std::size_t offset) const {
    std::size_t piece = offset / stride;
    if (counts_[piece].offset > offset) --piece;
    Count count = counts_[piece];
    while (count.offset < offset) {
        const CodePoint point = decode(text_, count.offset);
        if (count.offset + point.size > offset) break;
        count.offset += point.size;
        count.code_points += 1;
        count.utf16 += point.value > 0xFFFF ? 2 : 1;
    }
    return count;
}

Position Positions::at(std::size_t offset) const {
    const std::size_t line = lines_.line_of(offset);
    const std::size_t start = std::max(lines_.start_of(line), line == 0 ? first_ : 0);
    Position position{.byte = origin_.byte + offset, .line = origin_.line + line};
    if (offset <= start) return position;
    const Count before = count_to(start);
    const Count here = count_to(offset);
    position.column += here.code_points - before.code_points;
    position.utf16 += here.utf16 - before.utf16;
    position.byte_column += here.offset - before.offset;
    return position;
}

}  // namespace camlint
