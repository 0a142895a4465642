#include "text/invisible.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>
#include <utf8proc.h>

#include "text/space.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

template <typename Ranges>
bool is_in(const Ranges& ranges, char32_t point) {
    return std::ranges::any_of(
        ranges, [point](const Range& range) { return range.first <= point && point <= range.last; });
}

// Unicode 15, Default_Ignorable_Code_Point and Cf as far as they are neither bidi controls nor letters'
// business of a living script.
constexpr std::array<Range, 14> invisible{{{0xAD, 0xAD},
                                           {0x34F, 0x34F},
                                           {0x115F, 0x1160},
                                           {0x17B4, 0x17B5},
                                           {0x180E, 0x180E},
                                           {0x200B, 0x200D},
                                           {0x2060, 0x2064},
                                           {0x206A, 0x206F},
                                           {0x3164, 0x3164},
                                           {0xFE00, 0xFE0F},
                                           {0xFEFF, 0xFEFF},
                                           {0xFFA0, 0xFFA0},
                                           {0xFFF9, 0xFFFB},
                                           {0xE0000, 0xE01EF}}};

// Scripts in which joiners shape letters: Arabic to Sinhala, Myanmar, Khmer, Mongolian.
constexpr std::array<Range, 4> joining{{{0x600, 0x8FF}, {0x900, 0xDFF}, {0x1000, 0x109F}, {0x1780, 0x18AF}}};
constexpr std::array<Range, 4> han{
    {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}}};

constexpr char32_t joiner = 0x200D;
constexpr char32_t non_joiner = 0x200C;
constexpr char32_t text_style = 0xFE0E;
constexpr char32_t emoji_style = 0xFE0F;
constexpr char32_t black_flag = 0x1F3F4;
constexpr char32_t cancel_tag = 0xE007F;

bool is_pictographic(char32_t point) {
    const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(point));
    const bool skin_tone = point >= 0x1F3FB && point <= 0x1F3FF;
    return skin_tone || property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

bool is_keycap_base(char32_t point) { return (point >= '0' && point <= '9') || point == '#' || point == '*'; }

bool is_selector(char32_t point) {
    return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
}

bool is_tag(char32_t point) { return point >= 0xE0020 && point <= cancel_tag; }

char32_t point_at(std::string_view text, std::size_t at) {
    return at < text.size() ? decode(text, at).value : 0;
}

/// Whether a hidden character may begin with this byte: what is not one of these need not be decoded.
constexpr bool may_hide(char byte) {
    switch (static_cast<unsigned char>(byte)) {
        case 0xC2:  // C1, soft hyphen
        case 0xCD:  // combining grapheme joiner
        case 0xD8:  // Arabic letter mark
        case 0xE1:  // Hangul, Khmer and Mongolian fillers
        case 0xE2:  // zero-width, joiners, bidi
        case 0xE3:  // Hangul filler
        case 0xEF:  // variation selectors, BOM
        case 0xF3:  // tags
        case 0x7F: return true;
        default: return static_cast<unsigned char>(byte) < 0x20;
    }
}

constexpr std::array<bool, 256> hiding = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) table[byte] = may_hide(static_cast<char>(byte));
    return table;
}();

/// The next offset from `at` on where a hidden character may be.
std::size_t next_candidate(std::string_view text, std::size_t at) {
    while (at < text.size() && !hiding[static_cast<unsigned char>(text[at])]) ++at;
    return at;
}

/// The code point that ends at `end`; 0 at the text's start.
char32_t point_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && end - begin < 4) {
        --begin;
        if ((static_cast<unsigned char>(text[begin]) & 0xC0) != 0x80) break;
    }
    return begin < end ? decode(text, begin).value : 0;
}

/// The offset behind the tags of a flag that start at `at`; `at` itself where they are not closed.
std::size_t behind_tags(std::string_view text, std::size_t at) {
    for (std::size_t next = at; next < text.size();) {
        const CodePoint point = decode(text, next);
        next += point.size;
        if (point.value == cancel_tag) return next;
        if (!is_tag(point.value)) break;
    }
    return at;
}

/// Whether an invisible character belongs where it stands, behind `before` and before `after`.
bool belongs(char32_t point, char32_t before, char32_t after) {
    if (point == joiner && is_pictographic(after)) {
        return is_pictographic(before) || before == emoji_style;
    }
    if (point == joiner || point == non_joiner) return is_in(joining, before);
    if (!is_selector(point)) return false;
    const bool styles = point == text_style || point == emoji_style;
    return is_in(han, before) || (styles && (is_pictographic(before) || is_keycap_base(before)));
}

/// Adds [at, end) to the last run where it touches it.
void add(std::vector<Span>& runs, std::size_t at, std::size_t end) {
    if (!runs.empty() && runs.back().end == at) {
        runs.back().end = end;
    } else {
        runs.push_back({at, end});
    }
}

}  // namespace

bool is_control(char32_t point) {
    if (point == '\t' || point == '\n' || point == '\r') return false;
    return point < 0x20 || (point >= 0x7F && point <= 0x9F);
}

bool is_bidi_control(char32_t point) {
    constexpr std::array<Range, 4> controls{
        {{0x61C, 0x61C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}}};
    return point > 0x7F && is_in(controls, point);
}

bool is_hidden(char32_t point) {
    return is_control(point) || is_bidi_control(point) || (point > 0x7F && is_in(invisible, point));
}

bool is_all_hidden(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (!is_hidden(point.value)) return false;
        at += point.size;
    }
    return true;
}

bool looks_empty(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (!is_hidden(point.value) && !is_blank(text.substr(at, point.size))) return false;
        at += point.size;
    }
    return true;
}

std::vector<Span> find_runs(std::string_view text, bool (*matches)(char32_t)) {
    std::vector<Span> runs;
    for (std::size_t at = next_candidate(text, 0); at < text.size(); at = next_candidate(text, at)) {
        const CodePoint point = decode(text, at);
        if (point.valid && matches(point.value)) add(runs, at, at + point.size);
        at += point.size;
    }
    return runs;
}

std::vector<Span> find_invisible(std::string_view text) {
    std::vector<Span> runs;
    for (std::size_t at = next_candidate(text, 0); at < text.size(); at = next_candidate(text, at)) {
        const CodePoint point = decode(text, at);
        const std::size_t end = at + point.size;
        if (!point.valid || !is_in(invisible, point.value)) {
            at = end;
            continue;
        }
        const char32_t before = point_before(text, at);
        const std::size_t behind = before == black_flag ? behind_tags(text, at) : at;
        if (behind > at) {
            at = behind;
            continue;
        }
        if (!belongs(point.value, before, point_at(text, end))) add(runs, at, end);
        at = end;
    }
    return runs;
}

Message tell_run(const Phrase& one, const Phrase& several, std::string_view text, Span run) {
    const auto first = static_cast<std::uint32_t>(decode(text, run.begin).value);
    std::vector<Argument> places{{"character", fmt::format("U+{:04X}", first)}};
    const std::size_t count = measure(slice(text, run)).code_points;
    if (count == 1) return {one, std::move(places)};
    places.push_back({"more", static_cast<std::int64_t>(count - 1)});
    return {several, std::move(places)};
}

}  // namespace camlint
