#include "text/placeholder.hpp"

#include <algorithm>

namespace camlint {
namespace {

constexpr std::size_t longest = 64;

bool is_name_start(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

/// The size of the placeholder that starts `text`, 0 if none does.
std::size_t placeholder_size(std::string_view text) {
    const bool braces = text.starts_with("{{");
    if (!braces && !text.starts_with("${")) return 0;
    const std::string_view close = braces ? "}}" : "}";
    const std::size_t stop = text.find_first_of("{}\r\n", 2);
    const bool closed = stop != std::string_view::npos && text.substr(stop).starts_with(close);
    if (!closed || stop == 2 || stop - 2 > longest) return 0;
    return stop + close.size();
}

}  // namespace

Span find_placeholder(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find_first_of("{$", from); at != std::string_view::npos;
         at = text.find_first_of("{$", at + 1)) {
        const std::size_t size = placeholder_size(text.substr(at, longest + 8));
        if (size > 0) return {at, at + size};
    }
    return {text.size(), text.size()};
}

bool is_template(std::string_view text) {
    if (!find_placeholder(text).empty()) return true;
    for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
        if (at + 1 < text.size() && is_name_start(text[at + 1])) return true;
    }
    return false;
}

}  // namespace camlint
