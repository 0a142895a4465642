#include "text/json_range.hpp"

#include <array>

#include <fmt/compile.h>

namespace camlint {
namespace {

/// In one piece: a report has four places or more for each finding that has a fix.
void write_position(JsonText& json, const Position& position) {
    std::array<char, 160> text;  // 51 bytes of names, and 20 of each number at most
    const char* end = fmt::format_to(
        text.data(), FMT_COMPILE(R"({{"byte":{},"line":{},"column":{},"utf16":{},"byte_column":{}}})"),
        position.byte, position.line, position.column, position.utf16, position.byte_column);
    json.raw({text.data(), end});
}

}  // namespace

void write_range(JsonText& json, Span span, const Positions& positions) {
    json.open('{');
    json.member("start");
    write_position(json, positions.at(span.begin));
    json.member("end");
    write_position(json, positions.at(span.end));
    json.close('}');
}

}  // namespace camlint
