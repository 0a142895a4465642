#include "document/document.hpp"

#include <charconv>

#include <fmt/format.h>

namespace camlint {

const Field* Prompt::field(std::string_view name) const {
    const Field* found = nullptr;
    for (const Field& field : fields) {
        if (field.name == name) found = &field;
    }
    return found;
}

int to_int(const Value& value, int fallback) {
    int number = 0;
    const char* end = value.text.data() + value.text.size();
    const auto [stop, error] = std::from_chars(value.text.data(), end, number);
    const bool whole = value.kind == ValueKind::integer && error == std::errc{} && stop == end;
    return whole ? number : fallback;
}

std::string escape(std::string_view text, Escaping escaping) {
    if (escaping == Escaping::none) return std::string(text);
    std::string out;
    for (const char byte : text) {
        if (byte == '"' || byte == '\\') {
            out += '\\';
            out += byte;
        } else if (static_cast<unsigned char>(byte) < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(byte));
        } else {
            out += byte;
        }
    }
    return out;
}

}  // namespace camlint
