#include "lsp/unfinished.hpp"

#include <algorithm>
#include <array>

namespace camlint {
namespace {

constexpr std::array<std::string_view, 3> closing_brackets{"]", "】", "］"};

// Where what is behind the cursor is another thing of the line: JSON of its own, or the next bracket.
constexpr std::array<std::string_view, 8> bounds{"\"", "{", "}", "[", "【", "［", "\n", "\r"};

/// What is open at the end of a piece of JSON.
class OpenEnds {
public:
    explicit OpenEnds(std::string_view json) {
        for (const char c : json) take(c);
    }

    /// Not where the string goes on with the rest of an escape.
    [[nodiscard]] bool is_in_string() const { return is_in_string_ && !is_escaped_; }

    [[nodiscard]] std::string closing() const { return '"' + std::string(stack_.rbegin(), stack_.rend()); }

private:
    void take(char c) {
        if (is_in_string_) {
            is_in_string_ = is_escaped_ || c != '"';
            is_escaped_ = !is_escaped_ && c == '\\';
            return;
        }
        is_in_string_ = c == '"';
        if (c == '[') stack_ += ']';
        if (c == '{') stack_ += '}';
        if ((c == ']' || c == '}') && !stack_.empty()) stack_.pop_back();
    }

    std::string stack_;  ///< what closes, the innermost last
    bool is_in_string_ = false;
    bool is_escaped_ = false;
};

/// What of `rest`, a string's, belongs to the bracket around its beginning: empty where that does not close.
std::string_view rest_of_bracket(std::string_view rest) {
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const std::string_view here = rest.substr(i);
        const auto is_here = [here](std::string_view mark) { return here.starts_with(mark); };
        const auto found = std::ranges::find_if(closing_brackets, is_here);
        if (found != closing_brackets.end()) return rest.substr(0, i + found->size());
        if (std::ranges::any_of(bounds, is_here)) return {};
    }
    return {};
}

std::size_t line_start(std::string_view text, std::size_t at) {
    const std::size_t end = at == 0 ? std::string_view::npos : text.find_last_of("\r\n", at - 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

/// What the text from `begin` to the cursor becomes.
std::optional<std::string> closed(std::string_view text, std::size_t begin, std::size_t at) {
    const std::string_view before = text.substr(begin, at - begin);
    const OpenEnds ends(before);
    if (!ends.is_in_string()) return std::nullopt;
    return std::string(before).append(rest_of_bracket(text.substr(at))).append(ends.closing());
}

}  // namespace

std::optional<std::string> close_line(std::string_view text, std::size_t at) {
    const std::size_t begin = line_start(text, at);
    const auto line = closed(text, begin, at);
    if (!line) return std::nullopt;
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    return std::string(text.substr(0, begin)).append(*line).append(text.substr(end));
}

std::optional<std::string> close_text(std::string_view text, std::size_t at) { return closed(text, 0, at); }

}  // namespace camlint
