#include "text/utf8.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace camlint {
namespace {

constexpr char32_t replacement = 0xFFFD;

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

/// What may follow a lead byte (Unicode 15, table 3-7): the range of the second byte is narrower
/// than 80..BF for E0, ED, F0 and F4, which keeps out overlong forms, surrogates and > 10FFFF.
struct Lead {
    std::uint8_t trail = 0;  ///< continuation bytes expected
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
};

Lead classify(std::uint8_t lead) {
    if (lead >= 0xC2 && lead <= 0xDF) return {.trail = 1};
    if (lead == 0xE0) return {.trail = 2, .low = 0xA0};
    if (lead == 0xED) return {.trail = 2, .high = 0x9F};
    if (lead >= 0xE1 && lead <= 0xEF) return {.trail = 2};
    if (lead == 0xF0) return {.trail = 3, .low = 0x90};
    if (lead == 0xF4) return {.trail = 3, .high = 0x8F};
    if (lead >= 0xF1 && lead <= 0xF3) return {.trail = 3};
    return {};
}

/// Offset of the first byte at or after `from` that is not ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t from) {
#if defined(__SSE2__)
    for (; text.size() - from >= 16; from += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
        const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(block));
        if (high != 0) return from + static_cast<std::size_t>(std::countr_zero(high));
    }
#endif
    while (from < text.size() && byte_at(text, from) < 0x80) ++from;
    return from;
}

/// A run of ASCII and of sequences of three bytes that need no closer look (their second byte may be any):
/// nearly all text is that.
struct PlainRun {
    std::size_t end = 0;
    std::size_t triples = 0;
};

PlainRun plain_run_scalar(std::string_view text, PlainRun run) {
    const auto is_trail = [&](std::size_t at) { return (byte_at(text, at) & 0xC0U) == 0x80U; };
    while (run.end < text.size()) {
        const std::uint8_t lead = byte_at(text, run.end);
        if (lead < 0x80) {
            ++run.end;
            continue;
        }
        const bool is_triple = (lead & 0xF0U) == 0xE0U && lead != 0xE0 && lead != 0xED &&
                               text.size() - run.end >= 3 && is_trail(run.end + 1) && is_trail(run.end + 2);
        if (!is_triple) break;
        run.end += 3;
        run.triples += 1;
    }
    return run;
}

#if defined(__SSE2__)

/// How many bytes that matched each half of a register has counted.
std::size_t sum(__m128i counts) {
    alignas(16) std::array<std::uint64_t, 2> halves;
    _mm_store_si128(reinterpret_cast<__m128i*>(halves.data()), counts);
    return halves[0] + halves[1];
}

PlainRun plain_run(std::string_view text, std::size_t from) {
    PlainRun run{.end = from};
    std::uint32_t owed = 0;  // bits of trail bytes that leads before this block still ask for
    __m128i leads = _mm_setzero_si128();
    std::size_t at = from;
    for (; text.size() - at >= 16; at += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(block));
        if ((high | owed) == 0) continue;
        const auto mask = [](__m128i matches) {
            return static_cast<std::uint32_t>(_mm_movemask_epi8(matches));
        };
        const auto is = [&](int byte) {
            return _mm_cmpeq_epi8(block, _mm_set1_epi8(static_cast<char>(byte)));
        };
        const std::uint32_t trail = mask(_mm_cmplt_epi8(block, _mm_set1_epi8(-64)));
        const __m128i high_half = _mm_and_si128(block, _mm_set1_epi8(static_cast<char>(0xF0)));
        const __m128i three = _mm_cmpeq_epi8(high_half, _mm_set1_epi8(static_cast<char>(0xE0)));
        const __m128i plain_three = _mm_andnot_si128(_mm_or_si128(is(0xE0), is(0xED)), three);
        const std::uint32_t lead = mask(plain_three);
        const std::uint32_t wanted = (lead << 1) | (lead << 2) | owed;
        if ((lead | trail) != high || (wanted & 0xFFFFU) != trail) break;
        owed = wanted >> 16;
        const __m128i ones = _mm_and_si128(plain_three, _mm_set1_epi8(1));
        leads = _mm_add_epi64(leads, _mm_sad_epu8(ones, _mm_setzero_si128()));
    }
    // A sequence that the last block began is looked at again.
    run.end = at;
    run.triples = sum(leads);
    if (owed != 0) {
        run.end -= (owed & 2U) != 0 ? 1 : 2;
        run.triples -= 1;
    }
    return plain_run_scalar(text, run);
}

#else

PlainRun plain_run(std::string_view text, std::size_t from) { return plain_run_scalar(text, {.end = from}); }

#endif

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
    const std::uint8_t first = byte_at(text, at);
    if (first < 0x80) return {.value = first, .size = 1, .valid = true};
    const Lead lead = classify(first);
    if (lead.trail == 0) return {.value = replacement, .size = 1, .valid = false};

    char32_t value = first & (0x3FU >> lead.trail);
    for (std::size_t i = 1; i <= lead.trail; ++i) {
        const std::uint8_t low = i == 1 ? lead.low : 0x80;
        const std::uint8_t high = i == 1 ? lead.high : 0xBF;
        if (at + i >= text.size() || byte_at(text, at + i) < low || byte_at(text, at + i) > high) {
            return {.value = replacement, .size = i, .valid = false};
        }
        value = (value << 6) | (byte_at(text, at + i) & 0x3FU);
    }
    return {.value = value, .size = lead.trail + 1U, .valid = true};
}

Length measure(std::string_view text) {
    Length length{.bytes = text.size()};
    std::size_t at = 0;
    while (at < text.size()) {
        const PlainRun run = plain_run(text, at);
        length.code_points += run.end - at - 2 * run.triples;
        length.utf16 += run.end - at - 2 * run.triples;
        at = run.end;
        if (at == text.size()) break;
        const CodePoint point = decode(text, at);
        length.code_points += 1;
        length.utf16 += point.value > 0xFFFF ? 2 : 1;
        at += point.size;
    }
    return length;
}

bool is_ascii(std::string_view text) { return skip_ascii(text, 0) == text.size(); }

std::size_t find_invalid(std::string_view text, std::size_t from) {
    while ((from = plain_run(text, from).end) < text.size()) {
        const CodePoint point = decode(text, from);
        if (!point.valid) return from;
        from += point.size;
    }
    return std::string_view::npos;
}

std::size_t offset_of(std::string_view text, std::size_t index) {
    std::size_t at = 0;
    for (; index > 0 && at < text.size(); --index) at += decode(text, at).size;
    return at;
}

std::string_view clip(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    std::size_t end = bytes;
    while (end > 0 && bytes - end < 3 && (byte_at(text, end) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

std::string_view last_code_point(std::string_view text) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (byte_at(text, begin) & 0xC0U) == 0x80U) --begin;
    return text.substr(begin);
}

void append(std::string& out, char32_t value) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (value < 0x80) {
        put(value);
    } else if (value < 0x800) {
        put(0xC0 | (value >> 6));
        put(0x80 | (value & 0x3F));
    } else if (value < 0x10000) {
        put(0xE0 | (value >> 12));
        put(0x80 | ((value >> 6) & 0x3F));
        put(0x80 | (value & 0x3F));
    } else {
        put(0xF0 | (value >> 18));
        put(0x80 | ((value >> 12) & 0x3F));
        put(0x80 | ((value >> 6) & 0x3F));
        put(0x80 | (value & 0x3F));
    }
}

}  // namespace camlint
