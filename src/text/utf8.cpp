#include "text/utf8.hpp"

#include <cstdint>
#include <cstring>

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
    constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
    std::uint64_t word = 0;
    while (from + sizeof word <= text.size()) {
        std::memcpy(&word, text.data() + from, sizeof word);
        if ((word & high_bits) != 0) break;
        from += sizeof word;
    }
    while (from < text.size() && byte_at(text, from) < 0x80) ++from;
    return from;
}

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
        const std::size_t next = skip_ascii(text, at);
        length.code_points += next - at;
        length.utf16 += next - at;
        at = next;
        if (at == text.size()) break;
        const CodePoint point = decode(text, at);
        length.code_points += 1;
        length.utf16 += point.value > 0xFFFF ? 2 : 1;
        at += point.size;
    }
    return length;
}

std::size_t find_invalid(std::string_view text, std::size_t from) {
    while ((from = skip_ascii(text, from)) < text.size()) {
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
