#pragma once
// What is said of one line of a stream as a JSON object, by the contract of docs/stream.schema.json. Appends
// text; never builds an object in memory, and never ends the line.

#include <span>
#include <string>
#include <string_view>

#include "report/format.hpp"

namespace camlint {

struct LineReport {
    std::string_view id = {};              ///< JSON as the input has it; empty for none
    std::string_view error = {};           ///< why the line is not what it should be; empty for none
    std::span<const Diagnostic> findings;  ///< those that count
};

/// The findings are written by the format `jsonl`, so that they are its very objects.
void append_line_json(std::string& out, const LineReport& report, const Source& source, const Style& style);

}  // namespace camlint
