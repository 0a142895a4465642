#pragma once
// White space of a prompt: ASCII's, the no-break blank (U+00A0) and the ideographic one (U+3000).

#include <string_view>

namespace camlint {

/// True when nothing but white space and line ends stands in `text`, also when it is empty.
[[nodiscard]] constexpr bool is_blank(std::string_view text) {
    while (!text.empty()) {
        std::size_t size = 0;
        if (std::string_view(" \t\r\n\f\v").find(text.front()) != std::string_view::npos) size = 1;
        if (text.starts_with("\xC2\xA0")) size = 2;
        if (text.starts_with("\xE3\x80\x80")) size = 3;
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

}  // namespace camlint
