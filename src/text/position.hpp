#pragma once
// The one place where byte offsets become lines and columns, in every unit that a format asks for.
// Look-ups cost at most two kilobytes of walking, however long the line, so a 20 MB line with
// 100,000 findings stays linear.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/line_index.hpp"
#include "text/source.hpp"

namespace camlint {

/// A place in a file. `byte` is 0-based from the file's start, all else 1-based. A byte order mark
/// at the file's start is no column in any unit; a tab is one column.
struct Position {
    std::size_t byte = 0;
    std::size_t line = 1;
    std::size_t column = 1;       ///< in code points
    std::size_t utf16 = 1;        ///< in UTF-16 code units
    std::size_t byte_column = 1;  ///< in UTF-8 bytes
};

/// What editors count columns in: UTF-8 bytes or UTF-16 code units.
enum class Encoding : std::uint8_t { utf8, utf16 };

/// Whether a byte order mark at the file's start takes a column. In editors that show it, it does.
enum class MarkColumn : std::uint8_t { none, counts };

class Positions {
public:
    /// Keeps a view of the source's bytes.
    explicit Positions(const Source& source, MarkColumn mark = MarkColumn::none);

    /// The position of an offset into the source's bytes (0 to their size). An offset inside a code
    /// point has the column of that code point.
    [[nodiscard]] Position at(std::size_t offset) const;

    /// How many code points of the source lie before an offset, a byte order mark among them; one that the
    /// offset is inside of does not.
    [[nodiscard]] std::size_t code_points_before(std::size_t offset) const {
        return count_to(offset).code_points;
    }

    /// The way back: the offset of a 0-based column of a 0-based line of the source. A column behind the
    /// line's end means that end, one inside a code point its start, a line behind the last the text's end.
    [[nodiscard]] std::size_t offset_of(std::size_t line, std::size_t column, Encoding encoding) const;

    [[nodiscard]] const LineIndex& lines() const { return lines_; }

private:
    struct Count {
        std::size_t offset = 0;  ///< of a code point's first byte
        std::size_t code_points = 0;
        std::size_t utf16 = 0;
    };

    void take(Count& count) const;
    [[nodiscard]] Count count_to(std::size_t offset) const;
    [[nodiscard]] std::size_t line_start(std::size_t line) const;

    std::string_view text_;
    Origin origin_;
    std::size_t first_;  ///< offset behind a byte order mark
    LineIndex lines_;
    std::vector<Count> counts_;  ///< one per kilobyte: what lies before it
};

}  // namespace camlint
