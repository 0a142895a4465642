#include "text/json_range.hpp"

namespace camlint {
namespace {

void write_position(JsonText& json, const Position& position) {
    json.open('{');
    json.member("byte");
    json.number(position.byte);
    json.member("line");
    json.number(position.line);
    json.member("column");
    json.number(position.column);
    json.member("utf16");
    json.number(position.utf16);
    json.member("byte_column");
    json.number(position.byte_column);
    json.close('}');
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
