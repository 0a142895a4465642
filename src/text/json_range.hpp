#pragma once
// A place in a file as JSON reports name it.

#include "text/json_text.hpp"
#include "text/position.hpp"
#include "text/span.hpp"

namespace camlint {

/// {"start":{…},"end":{…}}, each with byte, line, column, utf16 and byte_column.
void write_range(JsonText& json, Span span, const Positions& positions);

}  // namespace camlint
