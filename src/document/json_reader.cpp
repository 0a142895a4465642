#include "document/json_reader.hpp"

#include "text/utf8.hpp"

namespace camlint {

Notation JsonReader::notation_of(std::string_view text) {
    const bool escapes = is_ascii(text) && text.find("\\u") != std::string_view::npos;
    return escapes ? Notation::json_ascii : Notation::json;
}

std::size_t JsonReader::member(std::size_t object, std::string_view name) const {
    std::size_t found = 0;
    if (node(object).kind != ValueKind::object) return found;
    each_member(object, [&](std::size_t key, std::size_t value) {
        if (says(key, name)) found = value;
    });
    return found;
}

std::size_t JsonReader::element(std::size_t array, std::size_t number) const {
    if (node(array).kind != ValueKind::array) return 0;
    for (std::size_t item = array + 1; item < node(array).next; item = node(item).next) {
        if (number-- == 0) return item;
    }
    return 0;
}

Span JsonReader::content(std::size_t index) const {
    const auto& [kind, span, next] = node(index);
    return kind == ValueKind::string ? Span{span.begin + 1, span.end - 1} : span;
}

std::string_view JsonReader::decode(std::size_t string, SourceMap& map) {
    const Span inner = content(string);
    if (place_.is_verbatim()) return decode_string(slice(text_, inner), host(inner).begin, document_, map);
    const std::size_t known = document_.problems.size();
    const std::string_view text = decode_string(slice(text_, inner), inner.begin, document_, map);
    for (std::size_t i = known; i < document_.problems.size(); ++i) {
        document_.problems[i].span = host(document_.problems[i].span);
    }
    map = map.within(place_, text.size());
    return text;
}

Value JsonReader::value(std::size_t index) {
    const JsonNode& item = node(index);
    const bool is_string = item.kind == ValueKind::string;
    return {.kind = item.kind,
            .span = host(item.span),
            .content = host(content(index)),
            .text = is_string ? decode(index) : slice(text_, item.span)};
}

}  // namespace camlint
