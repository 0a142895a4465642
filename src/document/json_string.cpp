#include "document/json_string.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "skip.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr char32_t replacement = 0xFFFD;

constexpr Phrase lone_surrogate{
    "invalid-document.surrogate",
    "lone surrogate {escape} is no character; expected a pair of '\\ud800' to '\\udbff' and '\\udc00' to "
    "'\\udfff'",
    "孤立的代理码元 {escape} 不是字符；应为成对的 '\\ud800' 至 '\\udbff' 和 '\\udc00' 至 '\\udfff'"};

bool is_high(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// The four hex digits at `raw[at]`; a value over FFFF if they are not there.
char32_t hex4(std::string_view raw, std::size_t at) {
    return raw.size() < at + 4 ? grammar::skip::no_hex : grammar::skip::hex_value(raw.data() + at);
}

char simple_escape(char letter) {
    switch (letter) {
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        default: return letter;  // quote, backslash, slash
    }
}

struct Unicode {
    char32_t value = 0;
    std::size_t size = 0;  ///< bytes of the escape
    bool lone = false;
};

/// The `\u` escape at `raw[at]`, with the low surrogate behind it where it is a high one.
Unicode unicode_escape(std::string_view raw, std::size_t at) {
    const char32_t unit = hex4(raw, at + 2);
    if (!is_high(unit) && !is_low(unit) && unit <= 0xFFFF) return {.value = unit, .size = 6};
    if (is_high(unit) && raw.substr(at + 6).starts_with("\\u")) {
        const char32_t low = hex4(raw, at + 8);
        if (is_low(low)) return {.value = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), .size = 12};
    }
    return {.value = replacement, .size = 6, .lone = true};
}

/// Offset of the first backslash at or after `from`; escapes often stand side by side.
std::size_t next_escape(std::string_view raw, std::size_t from) {
    return from < raw.size() && raw[from] == '\\' ? from : raw.find('\\', from);
}

/// Appends what the escape at `raw[at]` stands for.
Unicode append_escape(std::string& out, std::string_view raw, std::size_t at) {
    Unicode escape{.size = std::min<std::size_t>(2, raw.size() - at)};
    if (raw.substr(at).starts_with("\\u")) {
        escape = unicode_escape(raw, at);
        escape.size = std::min(escape.size, raw.size() - at);
        append(out, escape.value);
    } else if (escape.size == 2) {
        out.push_back(simple_escape(raw[at + 1]));
    }
    return escape;
}

/// Appends what the `\u` escapes from `raw[at]` on stand for, as long as they stand side by side and are
/// three bytes of text each, as all of CJK is. Gives where they end.
std::size_t append_triples(std::string& out, std::string_view raw, std::size_t at, std::size_t begin,
                           SourceMap& map) {
    constexpr std::size_t batch = 64;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): written before it is read
    std::array<char, 3 * batch> buffer;
    const std::size_t first = at;
    const std::size_t text_begin = out.size();
    std::size_t done = batch;
    while (done == batch) {
        const std::size_t most = std::min(batch, (raw.size() - at) / 6);
        char* put = buffer.data();
        for (done = 0; done < most; ++done, at += 6) {
            if (raw[at] != '\\' || raw[at + 1] != 'u') break;
            const std::uint32_t unit = grammar::skip::hex_value(raw.data() + at + 2);
            if (unit < 0x800 || unit > 0xFFFF || (unit & 0xF800) == 0xD800) break;
            *put++ = static_cast<char>(0xE0 | (unit >> 12));
            *put++ = static_cast<char>(0x80 | ((unit >> 6) & 0x3F));
            *put++ = static_cast<char>(0x80 | (unit & 0x3F));
        }
        out.append(buffer.data(), 3 * done);
    }
    if (at > first) {
        map.add({.text = {text_begin, out.size()},
                 .host = {begin + first, begin + at},
                 .count = (at - first) / 6});
    }
    return at;
}

}  // namespace

std::string_view decode_string(std::string_view raw, std::size_t begin, Document& document, SourceMap& map) {
    map.start_at(begin);
    std::size_t at = raw.find('\\');
    if (at == std::string_view::npos) return raw;

    std::string& out = document.decoded.emplace_back();
    out.reserve(raw.size());
    std::size_t copied = 0;
    for (; at != std::string_view::npos; at = next_escape(raw, copied)) {
        out.append(raw.substr(copied, at - copied));
        copied = append_triples(out, raw, at, begin, map);
        if (copied > at) continue;
        const std::size_t text_begin = out.size();
        const auto [value, size, lone] = append_escape(out, raw, at);
        if (lone) {
            document.problems.push_back(
                {.span = {begin + at, begin + at + size},
                 .message = {lone_surrogate, {{"escape", quoted(raw.substr(at, size))}}}});
        }
        copied = at + size;
        map.add({.text = {text_begin, out.size()}, .host = {begin + at, begin + copied}});
    }
    return out.append(raw.substr(copied));
}

std::string decode_string(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    std::size_t copied = 0;
    for (std::size_t at = raw.find('\\'); at != std::string_view::npos; at = raw.find('\\', copied)) {
        out.append(raw.substr(copied, at - copied));
        copied = at + append_escape(out, raw, at).size;
    }
    out.append(raw.substr(copied));
    return out;
}

}  // namespace camlint
