#pragma once
// One look over a whole text for what most texts do not have, so that nothing need look for it again. Looks
// at sixteen bytes at a time; the scalar twin is what a machine without SSE2 runs, and a test holds them
// equal.

#include <string_view>

namespace camlint {

struct Survey {
    bool has_hidden = false;  ///< a control, bidirectional or invisible character (is_hidden)
    bool has_mark = false;    ///< '{' or '$': what a template's placeholder begins with
    bool has_pairs = false;   ///< a character that is two units of UTF-16

    friend constexpr bool operator==(const Survey&, const Survey&) = default;
};

[[nodiscard]] Survey survey(std::string_view text);

namespace scalar {

[[nodiscard]] Survey survey(std::string_view text);

}  // namespace scalar

}  // namespace camlint
