#pragma once
// Runs of bytes that no rule looks at, skipped sixteen at a time. Every function has a scalar twin
// in namespace `scalar`, which is also what a machine without SSE2 runs; a test holds them equal.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace camlint::grammar::skip {

/// True where one of [ ] 【 】 ［ ］ starts. `end - at` must be at least 1.
inline bool is_bracket(const char* at, const char* end) {
    switch (static_cast<unsigned char>(*at)) {
        case '[':
        case ']': return true;
        case 0xE3:  // U+3010, U+3011
            return end - at >= 3 && static_cast<unsigned char>(at[1]) == 0x80 &&
                   (static_cast<unsigned char>(at[2]) | 1U) == 0x91;
        case 0xEF:  // U+FF3B, U+FF3D
            return end - at >= 3 && static_cast<unsigned char>(at[1]) == 0xBC &&
                   (static_cast<unsigned char>(at[2]) == 0xBB || static_cast<unsigned char>(at[2]) == 0xBD);
        default: return false;
    }
}

/// What no bracket, mark, blank or line end of the prompt's language begins with.
inline constexpr std::array<bool, 256> plain_in_label = [] {
    std::array<bool, 256> table{};
    table.fill(true);
    for (const char byte : std::string_view("[]\n\r,;+&|/-= \t\xC2\xE2\xE3\xE7\xEF")) {
        table[static_cast<std::uint8_t>(byte)] = false;
    }
    return table;
}();

inline bool is_plain_in_label(char byte) { return plain_in_label[static_cast<std::uint8_t>(byte)]; }

/// True where a JSON string cannot simply go on: quote, backslash, control character.
inline bool is_string_special(char byte) {
    return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20;
}

/// More than any four hex digits say.
inline constexpr std::uint32_t no_hex = 0x110000;

/// What each byte is worth as the first to the fourth of four hex digits; `no_hex` where it is none.
inline constexpr std::array<std::array<std::uint32_t, 256>, 4> hex_values = [] {
    std::array<std::array<std::uint32_t, 256>, 4> tables{};
    constexpr std::string_view small = "0123456789abcdef";
    constexpr std::string_view large = "0123456789ABCDEF";
    for (std::size_t place = 0; place < 4; ++place) {
        tables[place].fill(no_hex);
        for (std::uint32_t value = 0; value < 16; ++value) {
            const std::uint32_t worth = value << (4 * (3 - place));
            tables[place][static_cast<std::uint8_t>(small[value])] = worth;
            tables[place][static_cast<std::uint8_t>(large[value])] = worth;
        }
    }
    return tables;
}();

/// What the four hex digits at `at` say; a value over FFFF where one of them is none.
inline std::uint32_t hex_value(const char* at) {
    const auto digit = [at](std::size_t i) { return hex_values[i][static_cast<std::uint8_t>(at[i])]; };
    return digit(0) | digit(1) | digit(2) | digit(3);
}

/// Behind the well-formed \u escapes that stand side by side from `at` on.
inline const char* past_unicode(const char* at, const char* end) {
    while (end - at >= 6 && at[0] == '\\' && at[1] == 'u' && hex_value(at + 2) <= 0xFFFF) at += 6;
    return at;
}

/// The size of the well-formed JSON escape that starts at the backslash `at`; 0 if it is none.
inline std::size_t escape_size(const char* at, const char* end) {
    if (end - at < 2) return 0;
    switch (at[1]) {
        case 'u': return end - at >= 6 && hex_value(at + 2) <= 0xFFFF ? 6 : 0;
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't': return 2;
        default: return 0;
    }
}

namespace scalar {

inline const char* to_bracket(const char* at, const char* end) {
    while (at != end && !is_bracket(at, end)) ++at;
    return at;
}

inline const char* to_string_special(const char* at, const char* end) {
    while (at != end && !is_string_special(*at)) ++at;
    return at;
}

}  // namespace scalar

#if defined(__SSE2__)

/// Where a bracket of three bytes may begin, by the first and the last of them.
inline __m128i wide_brackets(__m128i first, __m128i last) {
    const auto is = [](__m128i block, int byte) {
        return _mm_cmpeq_epi8(block, _mm_set1_epi8(static_cast<char>(byte)));
    };
    const __m128i lenticular = _mm_or_si128(is(last, 0x90), is(last, 0x91));
    const __m128i fullwidth = _mm_or_si128(is(last, 0xBB), is(last, 0xBD));
    return _mm_or_si128(_mm_and_si128(is(first, 0xE3), lenticular),
                        _mm_and_si128(is(first, 0xEF), fullwidth));
}

/// First bracket in [at, end), or end.
inline const char* to_bracket(const char* at, const char* end) {
    const __m128i open = _mm_set1_epi8('[');
    const __m128i close = _mm_set1_epi8(']');
    for (; end - at >= 18; at += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(block, open), _mm_cmpeq_epi8(block, close));
        if (_mm_movemask_epi8(block) != 0) {
            // Of three bytes the first and the last: commas of CJK begin like its brackets.
            const __m128i last = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 2));
            found = _mm_or_si128(found, wide_brackets(block, last));
        }
        auto hits = static_cast<std::uint32_t>(_mm_movemask_epi8(found));
        for (; hits != 0; hits &= hits - 1) {
            const char* hit = at + std::countr_zero(hits);
            if (is_bracket(hit, end)) return hit;
        }
    }
    return scalar::to_bracket(at, end);
}

/// First quote, backslash or control character in [at, end), or end.
inline const char* to_string_special(const char* at, const char* end) {
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i last_control = _mm_set1_epi8(0x1F);
    for (; end - at >= 16; at += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, last_control), block);
        const __m128i text = _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash));
        const auto hits = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(control, text)));
        if (hits != 0) return at + std::countr_zero(hits);
    }
    return scalar::to_string_special(at, end);
}

#else

using scalar::to_bracket;
using scalar::to_string_special;

#endif

}  // namespace camlint::grammar::skip
