#pragma once
// Text in a terminal's colours, or plain.

#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace camlint {

/// Codes of ECMA-48's SGR, set in bold.
enum class Color : std::uint8_t { red = 31, green = 32, yellow = 33, blue = 34, cyan = 36 };

class Paint {
public:
    Paint(Color color, bool on) : color_(color), on_(on) {}

    [[nodiscard]] std::string operator()(std::string_view text) const {
        if (!on_) return std::string(text);
        return fmt::format("\x1B[1;{}m{}\x1B[0m", static_cast<unsigned>(color_), text);
    }

private:
    Color color_;
    bool on_;
};

}  // namespace camlint
