#pragma once
// CSV and its relatives, row by row: RFC 4180 with a comma, a tab or a semicolon.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "document/carriers.hpp"
#include "document/document.hpp"
#include "text/source_map.hpp"

namespace camlint {

struct Cell {
    Span span;     ///< as written, with quotes
    Span content;  ///< without them
    bool quoted = false;
    std::vector<Span> doubled;  ///< quotes that are written twice
};

struct CsvRow {
    std::vector<Cell> cells;
    std::vector<Problem> problems;
};

/// The row that `bytes` are; spans count from their start.
[[nodiscard]] CsvRow parse_row(std::string_view bytes, char delimiter);

/// How many bytes the first row takes with its line end; npos where it may go on behind `bytes`. Where
/// `ended` says that it cannot, and a quote is still open, the row ends with the line that it opens on,
/// so that one lost quote does not take all other rows with it.
[[nodiscard]] std::size_t row_size(std::string_view bytes, char delimiter, bool ended);

/// What separates the cells: the mark for which the header names a prompt column, else a tab for
/// `.tsv`, else a comma.
[[nodiscard]] char delimiter_of(const Hints& hints);

/// Whether a header names a column so, in whatever letter case.
[[nodiscard]] bool has_column(std::string_view header, char delimiter, std::string_view name);

/// The number of problems that PEGTL's own analysis finds in the grammar: 0.
[[nodiscard]] std::size_t analyze_csv_grammar();

}  // namespace camlint
