#pragma once
// Where the lines of a text start. A line ends at LF, CRLF or CR. Never counts columns.

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/span.hpp"

namespace camlint {

class LineIndex {
public:
    /// Keeps a view of `text`, which must outlive the index.
    explicit LineIndex(std::string_view text);

    /// 0-based number of the line that holds `byte`; a line end belongs to the line that it ends.
    [[nodiscard]] std::size_t line_of(std::size_t byte) const;

    [[nodiscard]] std::size_t start_of(std::size_t line) const { return starts_[line]; }

    /// The line's bytes without its line end.
    [[nodiscard]] Span content(std::size_t line) const;

    /// At least 1: an empty text has one empty line.
    [[nodiscard]] std::size_t count() const { return starts_.size(); }

private:
    std::string_view text_;
    std::vector<std::size_t> starts_;
};

/// The first line of `text` with its line end.
[[nodiscard]] std::string_view first_line(std::string_view text);

/// `line` without a line end at its end.
[[nodiscard]] std::string_view without_line_end(std::string_view line);

/// How many line ends stand in `text`.
[[nodiscard]] std::size_t count_line_ends(std::string_view text);

}  // namespace camlint
