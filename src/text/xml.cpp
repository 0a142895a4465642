#include "text/xml.hpp"

#include <fmt/format.h>

#include "text/disruptive.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

std::string_view markup(char32_t value) {
    switch (value) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&apos;";
        default: return {};
    }
}

bool is_allowed(char32_t value) {
    return (value >= 0x20 || value == '\t' || value == '\n' || value == '\r') && value != 0xFFFE &&
           value != 0xFFFF;
}

/// Line ends and tabs too: raw ones in an attribute are read as blanks.
bool is_referred_to(char32_t value) { return value < 0x20 || is_disruptive(value); }

}  // namespace

std::string xml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (!point.valid || !is_allowed(point.value)) {
            append(out, 0xFFFD);
        } else if (const std::string_view name = markup(point.value); !name.empty()) {
            out += name;
        } else if (is_referred_to(point.value)) {
            fmt::format_to(std::back_inserter(out), "&#x{:X};", static_cast<std::uint32_t>(point.value));
        } else {
            out += text.substr(at, point.size);
        }
        at += point.size;
    }
    return out;
}

}  // namespace camlint
