#include "text/survey.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "text/invisible.hpp"
#include "text/utf8.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace camlint {
namespace {

/// Notes what the code point at `at` is; gives its size.
std::size_t look(std::string_view text, std::size_t at, Survey& found) {
    const char byte = text[at];
    if (byte == '{' || byte == '$') found.has_mark = true;
    const CodePoint point = decode(text, at);
    if (point.valid && is_hidden(point.value)) found.has_hidden = true;
    if (point.value > 0xFFFF) found.has_pairs = true;
    return point.size;
}

#if defined(__SSE2__)

/// Bits of those of sixteen bytes that may begin something to look at. `next` are the bytes one further on.
std::uint32_t worth_a_look(__m128i bytes, __m128i next) {
    const auto is = [](__m128i block, int byte) {
        return _mm_cmpeq_epi8(block, _mm_set1_epi8(static_cast<char>(byte)));
    };
    const auto at_most = [](__m128i block, int byte) {
        return _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(static_cast<char>(byte))), block);
    };
    // What is above 'z' is '{', DEL, or so rare that it does not matter.
    const __m128i late = _mm_cmpgt_epi8(bytes, _mm_set1_epi8('z'));
    const __m128i mark = _mm_or_si128(late, is(bytes, '$'));
    const __m128i plain = _mm_or_si128(mark, at_most(bytes, 0x1F));
    if (_mm_movemask_epi8(bytes) == 0) return static_cast<std::uint32_t>(_mm_movemask_epi8(plain));

    // Lead bytes, but for those of CJK's letters and marks, which hide nothing: E4 to E9 (U+4000 to U+9FFF),
    // those with BC or BD behind them (full-width forms among others), E3 80 (CJK punctuation).
    const __m128i lead = _mm_andnot_si128(at_most(bytes, 0xBF), _mm_cmpeq_epi8(bytes, bytes));
    const __m128i letter = at_most(_mm_sub_epi8(bytes, _mm_set1_epi8(static_cast<char>(0xE4))), 5);
    const __m128i form = _mm_or_si128(is(next, 0xBC), is(next, 0xBD));
    const __m128i punctuation = _mm_and_si128(is(bytes, 0xE3), is(next, 0x80));
    const __m128i harmless = _mm_or_si128(_mm_or_si128(letter, form), punctuation);
    const __m128i four = _mm_andnot_si128(at_most(bytes, 0xEF), lead);  // of which all are looked at
    const __m128i wide = _mm_or_si128(_mm_andnot_si128(harmless, lead), four);
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(plain, wide)));
}

#endif

}  // namespace

Survey scalar::survey(std::string_view text) {
    Survey found;
    for (std::size_t at = 0; at < text.size();) at += look(text, at, found);
    return found;
}

#if defined(__SSE2__)

Survey survey(std::string_view text) {
    constexpr std::size_t stride = 16;
    if (text.size() <= stride) return scalar::survey(text);
    const auto load = [&](std::size_t at) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    };
    Survey found;
    // The last block overlaps the one before: a place that is looked at twice says the same.
    const std::size_t last = text.size() - stride - 1;
    for (std::size_t at = 0;; at = std::min(at + stride, last)) {
        for (std::uint32_t hits = worth_a_look(load(at), load(at + 1)); hits != 0; hits &= hits - 1) {
            (void)look(text, at + static_cast<std::size_t>(std::countr_zero(hits)), found);
        }
        if (at == last) break;
    }
    (void)look(text, text.size() - 1, found);
    return found;
}

#else

Survey survey(std::string_view text) { return scalar::survey(text); }

#endif

}  // namespace camlint
