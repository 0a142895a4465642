#pragma once
// Where in a text one of a few words may begin, by their first three bytes, sixteen places at a time. Only
// says where to look closer. The scalar twin is what a machine without SSE2 runs; a test holds them equal.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace camlint {

/// The first three bytes of an English word, in lower case, and of some words of three bytes a letter.
template <std::size_t count>
class Seeker {
public:
    consteval Seeker(std::string_view english, const std::array<std::string_view, count>& wide) {
        for (std::size_t i = 0; i < 3; ++i) {
            english_[i] = english[i];
            for (std::size_t k = 0; k < count; ++k) wide_[k][i] = wide[k][i];
        }
    }

    /// Whether one of the words may begin at `at`; ASCII letters in either case.
    [[nodiscard]] constexpr bool is_at(std::string_view text, std::size_t at) const {
        if (text.size() - at < 3) return false;
        const auto lower = [](char byte) { return static_cast<char>(byte | 0x20); };
        if (lower(text[at]) == english_[0] && lower(text[at + 1]) == english_[1] &&
            lower(text[at + 2]) == english_[2])
            return true;
        for (const Start& start : wide_) {
            if (text[at] == start[0] && text[at + 1] == start[1] && text[at + 2] == start[2]) return true;
        }
        return false;
    }

    /// The first such place at or after `from`, or the text's size.
    [[nodiscard]] std::size_t find_scalar(std::string_view text, std::size_t from) const {
        while (from < text.size() && !is_at(text, from)) ++from;
        return from;
    }

#if defined(__SSE2__)
    [[nodiscard]] std::size_t find(std::string_view text, std::size_t from) const {
        for (; from + 18 <= text.size(); from += 16) {
            const std::size_t at = first_of(hits_in(text.data() + from), text, from);
            if (at < text.size()) return at;
        }
        // The rest, at most 17 bytes, with something behind it to read.
        for (; from < text.size(); from += 16) {
            std::array<char, 32> rest{};
            std::ranges::copy(text.substr(from), rest.begin());
            const std::size_t at = first_of(hits_in(rest.data()), text, from);
            if (at < text.size()) return at;
        }
        return text.size();
    }
#else
    [[nodiscard]] std::size_t find(std::string_view text, std::size_t from) const {
        return find_scalar(text, from);
    }
#endif

private:
    using Start = std::array<char, 3>;

#if defined(__SSE2__)
    [[nodiscard]] static __m128i load(const char* at) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    }

    /// The first of those bits, counted from `from`, where a word may indeed begin.
    [[nodiscard]] std::size_t first_of(std::uint32_t hits, std::string_view text, std::size_t from) const {
        for (; hits != 0; hits &= hits - 1) {
            const std::size_t at = from + static_cast<std::size_t>(std::countr_zero(hits));
            if (at < text.size() && is_at(text, at)) return at;
        }
        return text.size();
    }

    /// Bits of the sixteen places from `at` on where a word may begin.
    [[nodiscard]] std::uint32_t hits_in(const char* at) const {
        const __m128i first = load(at);
        const __m128i next = load(at + 1);
        const __m128i last = load(at + 2);
        const auto is_letter = [this](__m128i block, std::size_t letter) {
            const __m128i lower = _mm_or_si128(block, _mm_set1_epi8(0x20));
            return _mm_cmpeq_epi8(lower, _mm_set1_epi8(english_[letter]));
        };
        const __m128i hits =
            _mm_and_si128(_mm_and_si128(is_letter(first, 0), is_letter(next, 1)), is_letter(last, 2));
        if (_mm_movemask_epi8(first) == 0) return static_cast<std::uint32_t>(_mm_movemask_epi8(hits));
        // The second byte of one of them and the third of one of them: what is of two is sorted out by
        // `is_at`.
        __m128i second = _mm_setzero_si128();
        __m128i third = _mm_setzero_si128();
        for (const Start& start : wide_) {
            second = _mm_or_si128(second, _mm_cmpeq_epi8(next, _mm_set1_epi8(start[1])));
            third = _mm_or_si128(third, _mm_cmpeq_epi8(last, _mm_set1_epi8(start[2])));
        }
        const __m128i both = _mm_and_si128(second, third);
        return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(hits, both)));
    }
#endif

    Start english_{};
    std::array<Start, count> wide_{};
};

}  // namespace camlint
