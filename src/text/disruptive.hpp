#pragma once
// Which characters of the input no report writes as they are, though its syntax would let them stand.

#include "text/invisible.hpp"

namespace camlint {

/// Controls but tab and line ends, bidirectional controls, line and paragraph separators: a terminal
/// acts on them, or what reads line by line does.
[[nodiscard]] inline bool is_disruptive(char32_t value) {
    return is_control(value) || is_bidi_control(value) || value == 0x2028 || value == 0x2029;
}

}  // namespace camlint
