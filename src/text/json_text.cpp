#include "text/json_text.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <iterator>

#include <fmt/format.h>

#include "text/disruptive.hpp"
#include "text/utf8.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace camlint {
namespace {

/// Bytes that stand in a string as they are, whatever is beside them.
constexpr std::array<bool, 256> plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0x20; byte < 0x7F; ++byte) table[byte] = byte != '"' && byte != '\\';
    return table;
}();

/// Offset of the first byte at or after `from` that is not plain.
std::size_t skip_plain(std::string_view text, std::size_t from) {
#if defined(__SSE2__)
    const auto all = [](char byte) { return _mm_set1_epi8(byte); };
    for (; text.size() - from >= 16; from += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
        // Bytes over 7F are negative, so they are none of the printable ones of ASCII.
        const __m128i printed =
            _mm_and_si128(_mm_cmpgt_epi8(block, all(0x1F)), _mm_cmplt_epi8(block, all(0x7F)));
        const __m128i special =
            _mm_or_si128(_mm_cmpeq_epi8(block, all('"')), _mm_cmpeq_epi8(block, all('\\')));
        const auto found = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_andnot_si128(special, printed)));
        if (found != 0xFFFF) return from + static_cast<std::size_t>(std::countr_one(found));
    }
#endif
    while (from < text.size() && plain[static_cast<unsigned char>(text[from])]) ++from;
    return from;
}

void append_escape(std::string& out, char32_t value) {
    switch (value) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\f': out += "\\f"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(value));
    }
}

template <typename Number>
void append_number(std::string& out, Number value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

/// Disruptive characters as \u escapes: they can only stand in strings.
std::string escape_hidden(std::string json) {
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = 0; at < json.size();) {
        const auto byte = static_cast<unsigned char>(json[at]);
        // All of them are DEL or begin with one of these bytes.
        const bool candidate = byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2;
        const CodePoint point = candidate ? decode(json, at) : CodePoint{.value = 'a', .size = 1};
        if (candidate && is_disruptive(point.value)) {
            out.append(json, done, at - done);
            append_escape(out, point.value);
            done = at + point.size;
        }
        at += point.size;
    }
    if (done == 0) return json;
    return out.append(json, done);
}

}  // namespace

std::string dump(const Json& json) {
    return escape_hidden(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void JsonText::string(std::string_view text) {
    out_ += '"';
    std::size_t done = 0;
    for (std::size_t at = skip_plain(text, 0); at < text.size(); at = skip_plain(text, at)) {
        const CodePoint point = decode(text, at);
        const bool needs_escape = point.value < 0x20 || point.value == '"' || point.value == '\\' ||
                                  (point.valid && is_disruptive(point.value));
        if (needs_escape || !point.valid) {
            out_.append(text.substr(done, at - done));
            needs_escape ? append_escape(out_, point.value) : append(out_, point.value);
            done = at + point.size;
        }
        at += point.size;
    }
    out_.append(text.substr(done));
    out_ += '"';
}

void JsonText::number(std::uint64_t value) { append_number(out_, value); }
void JsonText::number(std::int64_t value) { append_number(out_, value); }
void JsonText::number(double value) {
    const std::size_t begin = out_.size();
    append_number(out_, value);
    // A fraction looks like one whatever its value.
    if (out_.find_first_of(".e", begin) == std::string::npos) out_ += ".0";
}

}  // namespace camlint
