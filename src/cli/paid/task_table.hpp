#pragma once
// Rows as people read them: a table, and what they add up to.

#include <cstddef>
#include <string>
#include <vector>

#include "submit/row.hpp"

namespace camlint {

/// A line a row below the names of the columns; safe for a terminal.
[[nodiscard]] std::string task_table(const std::vector<Row>& rows);

/// "3 requests: 2 done, 1 rejected; 1 prompt was not sent for its findings".
[[nodiscard]] std::string summary_of(const std::vector<Row>& rows, std::size_t refused);

}  // namespace camlint
