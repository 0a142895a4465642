#pragma once
// UTF-8, one code point at a time. Total: any bytes can be walked. What is not UTF-8 is cut into
// maximal ill-formed parts (Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts"),
// each of which counts as one code point; Python's errors="replace" counts the same way.

#include <cstddef>
#include <string>
#include <string_view>

namespace camlint {

struct CodePoint {
    char32_t value = 0;    ///< U+FFFD where the bytes are ill-formed
    std::size_t size = 0;  ///< bytes taken, at least 1
    bool valid = false;
};

/// How long a text is, in three units.
struct Length {
    std::size_t code_points = 0;
    std::size_t utf16 = 0;  ///< UTF-16 code units
    std::size_t bytes = 0;
};

/// The code point that starts at `text[at]`; `at` must be inside the text.
[[nodiscard]] CodePoint decode(std::string_view text, std::size_t at);

[[nodiscard]] Length measure(std::string_view text);

[[nodiscard]] bool is_ascii(std::string_view text);

/// Offset of the first ill-formed byte at or after `from`, npos if there is none.
[[nodiscard]] std::size_t find_invalid(std::string_view text, std::size_t from = 0);

/// Offset of the code point with the 0-based number `index`, or the text's size if it is shorter.
[[nodiscard]] std::size_t offset_of(std::string_view text, std::size_t index);

/// The longest prefix of at most `bytes` bytes that does not cut a code point in two.
[[nodiscard]] std::string_view clip(std::string_view text, std::size_t bytes);

/// The bytes of the code point that ends `text`, which must have one.
[[nodiscard]] std::string_view last_code_point(std::string_view text);

/// Appends `value` as UTF-8. `value` must be a Unicode scalar value.
void append(std::string& out, char32_t value);

}  // namespace camlint
