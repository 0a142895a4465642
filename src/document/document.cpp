#include "document/document.hpp"

#include <algorithm>
#include <charconv>

namespace camlint {

const Field* Prompt::field(std::string_view name) const {
    const Field* found = nullptr;
    for (const Field& field : fields) {
        if (field.name == name) found = &field;
    }
    return found;
}

void Prompt::clear() {
    std::vector<Field> kept_fields = std::move(fields);
    kept_fields.clear();
    SourceMap kept_map = std::move(map);
    kept_map.start_at(0);
    *this = Prompt{.map = std::move(kept_map), .fields = std::move(kept_fields)};
}

void Document::clear() {
    prompts.clear();
    problems.clear();
    waivers.clear();
    enclosures.clear();
    expansions.clear();
    decoded.clear();
}

bool Document::is_expanded(Span span) const {
    const auto ends_before = [span](Span expansion) { return expansion.end <= span.begin; };
    const auto row = std::partition_point(expansions.begin(), expansions.end(), ends_before);
    return row != expansions.end() && row->begin < span.end;
}

int to_int(const Value& value, int fallback) {
    if (value.kind != ValueKind::integer && value.kind != ValueKind::number) return fallback;
    int number = 0;
    const char* end = value.text.data() + value.text.size();
    const auto [stop, error] = std::from_chars(value.text.data(), end, number);
    const std::string_view rest(stop, static_cast<std::size_t>(end - stop));
    const bool whole =
        rest.empty() || (rest[0] == '.' && rest.find_first_not_of('0', 1) == std::string_view::npos);
    return error == std::errc{} && whole ? number : fallback;
}

std::string_view truth_of(std::string_view text) {
    if (text == "true" || text == "True" || text == "TRUE") return "true";
    if (text == "false" || text == "False" || text == "FALSE") return "false";
    return {};
}

ValueKind kind_of_plain(std::string_view text) {
    if (text.empty() || text == "null" || text == "~") return ValueKind::null;
    if (!truth_of(text).empty()) return ValueKind::boolean;
    if (text.starts_with('[')) return ValueKind::array;
    if (text.starts_with('{')) return ValueKind::object;
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    const bool integer = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (integer) return ValueKind::integer;
    const bool number = !digits.empty() && digits.front() >= '0' && digits.front() <= '9' &&
                        digits.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
    return number ? ValueKind::number : ValueKind::string;
}

}  // namespace camlint
