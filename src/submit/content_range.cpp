#include "submit/content_range.hpp"

#include <charconv>

namespace camlint {
namespace {

bool read_number(std::string_view& text, std::uint64_t& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    return true;
}

bool skip(std::string_view& text, std::string_view what) {
    if (!text.starts_with(what)) return false;
    text.remove_prefix(what.size());
    return true;
}

}  // namespace

std::optional<ContentRange> read_content_range(std::string_view text) {
    ContentRange range;
    if (!skip(text, "bytes ") || !read_number(text, range.first) || !skip(text, "-") ||
        !read_number(text, range.last) || !skip(text, "/")) {
        return std::nullopt;
    }
    if (std::uint64_t total = 0; read_number(text, total)) {
        range.total = total;
    } else if (!skip(text, "*")) {
        return std::nullopt;
    }
    const bool is_sound =
        text.empty() && range.first <= range.last && (!range.total || range.last < *range.total);
    return is_sound ? std::optional(range) : std::nullopt;
}

std::optional<std::uint64_t> read_unsatisfied(std::string_view text) {
    std::uint64_t total = 0;
    if (!skip(text, "bytes */") || !read_number(text, total) || !text.empty()) return std::nullopt;
    return total;
}

}  // namespace camlint
