#include "diagnostic/rule.hpp"

#include <charconv>

namespace camlint {

std::string expand(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t star = text.find('*', open);
        const std::size_t close = text.find('}', star);
        std::size_t count = 0;
        const bool generator =
            open != std::string_view::npos && star != std::string_view::npos &&
            close != std::string_view::npos &&
            std::from_chars(text.data() + star + 1, text.data() + close, count).ptr == text.data() + close;
        if (!generator) break;
        out += text.substr(0, open);
        for (; count > 0; --count) out += text.substr(open + 1, star - open - 1);
        text.remove_prefix(close + 1);
    }
    return out + std::string(text);
}

}  // namespace camlint
