// UTF-8, lines, positions, source maps, edits, display.

#include <utf8proc.h>

#include <rapidcheck.h>

#include "skip.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"
#include "text/cluster.hpp"
#include "text/display.hpp"
#include "text/edit.hpp"
#include "text/position.hpp"
#include "text/reused.hpp"
#include "text/source_map.hpp"
#include "text/utf8.hpp"

namespace camlint::test {
namespace {

using namespace std::string_view_literals;

struct Expected {
    std::string_view text;
    std::size_t offset;
    Position at;
};

Position position(std::string_view text, std::size_t offset, Origin origin = {}) {
    return Positions({.name = "", .bytes = text, .origin = origin}).at(offset);
}

void check_position(const Position& got, const Position& wanted) {
    CHECK(got.byte == wanted.byte);
    CHECK(got.line == wanted.line);
    CHECK(got.column == wanted.column);
    CHECK(got.utf16 == wanted.utf16);
    CHECK(got.byte_column == wanted.byte_column);
}

}  // namespace

TEST_CASE("decoding agrees with utf8proc on every lead byte and random trails") {
    holds("decode = utf8proc_iterate", [] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        RC_PRE(!bytes.empty());
        utf8proc_int32_t value = -1;
        const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                           static_cast<utf8proc_ssize_t>(bytes.size()), &value);
        const CodePoint point = decode(bytes, 0);
        RC_ASSERT(point.valid == (size > 0));
        if (point.valid) {
            RC_ASSERT(point.value == static_cast<char32_t>(value));
            RC_ASSERT(point.size == static_cast<std::size_t>(size));
        }
    });
}

TEST_CASE("every scalar value survives append and decode") {
    for (char32_t value = 0; value <= 0x10FFFF; ++value) {
        if (value >= 0xD800 && value <= 0xDFFF) continue;
        std::string bytes;
        append(bytes, value);
        const CodePoint point = decode(bytes, 0);
        if (!point.valid || point.value != value || point.size != bytes.size()) {
            FAIL("U+" << std::hex << static_cast<std::uint32_t>(value));
        }
    }
}

TEST_CASE("ill-formed bytes are cut into maximal parts") {
    // Unicode 15, table 3-8: 61 F1 80 80 E1 80 C2 62 80 63 80 BF 64 has four single parts and three
    // of more than one byte: F1 80 80, E1 80, C2, 80, 80, BF.
    const std::string_view bytes = "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64";
    std::vector<std::size_t> sizes;
    for (std::size_t at = 0; at < bytes.size(); at += sizes.back()) sizes.push_back(decode(bytes, at).size);
    CHECK(sizes == std::vector<std::size_t>{1, 3, 2, 1, 1, 1, 1, 1, 1, 1});
    CHECK(measure(bytes).code_points == 10);
    CHECK(find_invalid(bytes) == 1);
    CHECK(find_invalid("推进 🎬 café") == std::string_view::npos);
    for (const auto bad : {"\xC0\x80"sv, "\xE0\x80\x80"sv, "\xED\xA0\x80"sv, "\xF0\x80\x80\x80"sv,
                           "\xF4\x90\x80\x80"sv, "\xF8\x88\x80\x80\x80"sv, "\xE6\x8E"sv}) {
        CHECK(find_invalid(bad) == 0);
    }
}

TEST_CASE("lengths in three units") {
    // 推 is 3 bytes, 1 unit; 🎬 is 4 bytes, 2 units; é as e + U+0301 is two code points.
    const Length length = measure("推🎬e\xCC\x81");
    CHECK(length.code_points == 4);
    CHECK(length.utf16 == 5);
    CHECK(length.bytes == 10);
    CHECK(clip("a推b", 2) == "a");
    CHECK(clip("a推b", 4) == "a推");
    CHECK(clip("ab", 5) == "ab");
}

TEST_CASE("lines end at LF, CRLF and CR") {
    const std::string_view text = "a\nb\r\nc\rd\r\r\n";
    const LineIndex lines(text);
    REQUIRE(lines.count() == 6);
    std::vector<std::string_view> contents;
    for (std::size_t i = 0; i < lines.count(); ++i) contents.push_back(slice(text, lines.content(i)));
    CHECK(contents == std::vector<std::string_view>{"a", "b", "c", "d", "", ""});
    CHECK(lines.line_of(3) == 1);  // the CR of CRLF
    CHECK(lines.line_of(4) == 1);  // its LF
    CHECK(lines.line_of(text.size()) == 5);
    CHECK(LineIndex("").count() == 1);
    CHECK(first_line("ab\r\ncd") == "ab\r\n");
    CHECK(without_line_end("ab\r\n") == "ab");
}

TEST_CASE("positions count in every unit") {
    // Columns counted by hand.
    const std::vector<Expected> table{
        {"abc", 2, {2, 1, 3, 3, 3}},
        {"推进[x]", 6, {6, 1, 3, 3, 7}},
        {"🎬[x]", 4, {4, 1, 2, 3, 5}},
        // woman, ZWJ, rocket: 3 code points, 5 UTF-16 units, 11 bytes
        {"\U0001F469\u200D\U0001F680[", 11, {11, 1, 4, 6, 12}},
        {"e\u0301[", 3, {3, 1, 3, 3, 4}},
        {"\t[", 1, {1, 1, 2, 2, 2}},
        {"\xEF\xBB\xBF[", 3, {3, 1, 1, 1, 1}},
        {"\xEF\xBB\xBF"
         "a\n[",
         5,
         {5, 2, 1, 1, 1}},
        {"\xEF\xBB\xBF", 0, {0, 1, 1, 1, 1}},
        {"a\r\n推[", 6, {6, 2, 2, 2, 4}},
        {"a\rb", 2, {2, 2, 1, 1, 1}},
        {"\xFF\xFE[", 2, {2, 1, 3, 3, 3}},
        {"推", 1, {1, 1, 1, 1, 1}},  // inside a code point: its start
        {"", 0, {0, 1, 1, 1, 1}},
    };
    for (const Expected& row : table) {
        INFO(row.text << " at " << row.offset);
        check_position(position(row.text, row.offset), row.at);
    }
}

TEST_CASE("a record's positions count from its origin") {
    check_position(position("推[", 3, {.byte = 1000, .line = 42}), {1003, 42, 2, 2, 4});
    // Only a file begins with a byte order mark.
    check_position(position("\xEF\xBB\xBF[", 3, {.byte = 9, .line = 2}), {12, 2, 2, 2, 4});
}

TEST_CASE("positions of long lines agree with counting from the start") {
    holds("at = count", [] {
        static const std::vector<std::string> parts{"a",  "推", "🎬",    "\xFF",    "\xE6\x8E",
                                                    "\n", "\r", "\r\n", "bbbbbbbb"};
        std::string text;
        for (const auto part :
             *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 9))) {
            for (int i = 0; i < 37; ++i) text += parts[part];
        }
        const auto offset = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
        std::size_t start = 0;
        std::size_t line = 1;
        for (std::size_t i = 0; i < offset; ++i) {
            const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
            if ((text[i] != '\n' && text[i] != '\r') || crlf) continue;
            start = i + 1;
            ++line;
        }
        std::size_t column = 1;
        std::size_t utf16 = 1;
        for (std::size_t at = start; at < offset;) {
            const CodePoint point = decode(text, at);
            at += point.size;
            if (at > offset) break;
            column += 1;
            utf16 += point.value > 0xFFFF ? 2 : 1;
        }
        const Position got = position(text, offset);
        RC_ASSERT(got.line == line);
        RC_ASSERT(got.column == column);
        RC_ASSERT(got.utf16 == utf16);
    });
}

TEST_CASE("source maps lead back to the host") {
    // host:  "a\u63a8b\n" behind one quote: a at 1, the escape at 2..8, b at 8, \n at 9..11
    SourceMap map(1);
    map.add({.text = {1, 4}, .host = {2, 8}});
    map.add({.text = {5, 6}, .host = {9, 11}});
    CHECK(map.to_host({0, 1}) == Span{1, 2});
    CHECK(map.to_host({1, 4}) == Span{2, 8});
    CHECK(map.to_host({2, 3}) == Span{2, 8});  // inside an escape: all of it
    CHECK(map.to_host({4, 5}) == Span{8, 9});
    CHECK(map.to_host({4, 6}) == Span{8, 11});
    CHECK(map.to_host({0, 6}) == Span{1, 11});
    CHECK(map.to_host({1, 1}) == Span{2, 2});
    CHECK(map.to_host({6, 6}) == Span{11, 11});
    CHECK(map.to_text(1) == 0);
    CHECK(map.to_text(5) == 1);
    CHECK(map.to_text(8) == 4);
    CHECK(map.to_text(11) == 6);
    CHECK(SourceMap(7).to_host({2, 5}) == Span{9, 12});
}

TEST_CASE("escapes of one size, side by side, are told apart") {
    // host: 镜头x in escapes behind one quote, \u955c at 1..7, \u5934 at 7..13, x at 13, \n at 14..16, \t
    // at 16..18
    SourceMap map(1);
    map.add({.text = {0, 3}, .host = {1, 7}});
    map.add({.text = {3, 6}, .host = {7, 13}});
    map.add({.text = {7, 8}, .host = {14, 16}});
    map.add({.text = {8, 9}, .host = {16, 18}});
    CHECK(map.to_host({0, 3}) == Span{1, 7});
    CHECK(map.to_host({3, 6}) == Span{7, 13});
    CHECK(map.to_host({4, 5}) == Span{7, 13});
    CHECK(map.to_host({2, 4}) == Span{1, 13});
    CHECK(map.to_host({3, 3}) == Span{7, 7});
    CHECK(map.to_host({6, 7}) == Span{13, 14});
    CHECK(map.to_host({8, 9}) == Span{16, 18});
    CHECK(map.to_host({5, 9}) == Span{7, 18});
    CHECK(map.to_text(3) == 0);
    CHECK(map.to_text(7) == 3);
    CHECK(map.to_text(12) == 3);
    CHECK(map.to_text(17) == 8);
    CHECK(map.to_text(18) == 9);

    // Added at once they are the same, and inside another text each is found where that has it.
    SourceMap at_once(1);
    at_once.add({.text = {0, 6}, .host = {1, 13}, .count = 2});
    CHECK(at_once.to_host({3, 6}) == Span{7, 13});
    SourceMap word(100);
    word.add({.text = {7, 8}, .host = {107, 109}});  // the second backslash is written twice
    CHECK(at_once.within(word, 6).to_host({0, 3}) == Span{101, 107});
    CHECK(at_once.within(word, 6).to_host({3, 6}) == Span{107, 114});
    CHECK(at_once.within(SourceMap(50), 6).to_host({3, 6}) == Span{57, 63});
}

TEST_CASE("a list that is used again is as new, and one that was moved from is empty") {
    Reused<std::string> list;
    list.add() = std::string(100, 'x');
    const char* memory = list.front().data();
    list.clear();
    CHECK(list.empty());
    CHECK(list.add().empty());
    CHECK(list.front().data() == memory);

    Reused<std::string> other = std::move(list);
    CHECK(other.size() == 1);
    CHECK(list.empty());  // NOLINT(bugprone-use-after-move): that it may be used is what is tested
    list.clear();
    CHECK(list.add().empty());
    list = std::move(other);
    CHECK(list.size() == 1);
    CHECK(other.empty());  // NOLINT(bugprone-use-after-move)

    TextStore texts;
    texts.emplace_back() = "a";
    const TextStore taken = std::move(texts);
    texts.clear();  // NOLINT(bugprone-use-after-move)
    CHECK(texts.emplace_back().empty());
}

TEST_CASE("edits apply in order") {
    const std::vector<Edit> edits{
        {.span = {0, 1}, .text = "X"}, {.span = {2, 2}, .text = "--"}, {.span = {3, 5}, .text = ""}};
    CHECK(apply_edits("abcdef", edits) == "Xb--cf");
    CHECK(apply_edits("abc", {}) == "abc");
}

TEST_CASE("two lists of edits become one") {
    // "abcdef" -> "aXYdef" -> "aXZef!"
    const std::vector<Edit> first{{.span = {1, 3}, .text = "XY"}};
    const std::vector<Edit> second{{.span = {2, 4}, .text = "Z"}, {.span = {6, 6}, .text = "!"}};
    const std::vector<Edit> both = compose(first, "aXYdef", second);
    REQUIRE(both.size() == 2);
    CHECK(both[0].span == Span{1, 4});
    CHECK(both[0].text == "XZ");
    CHECK(both[1].span == Span{6, 6});
    CHECK(both[1].text == "!");
    CHECK(compose({}, "abc", {}).empty());
}

TEST_CASE("a composition does what its parts do") {
    const auto edits_of = [](std::size_t size) {
        std::vector<Edit> edits;
        std::size_t at = 0;
        while (*rc::gen::inRange(0, 4) > 0) {
            const std::size_t begin = at + *rc::gen::inRange<std::size_t>(0, 4);
            const std::size_t end = begin + *rc::gen::inRange<std::size_t>(0, 4);
            if (end > size) break;
            edits.push_back(
                {.span = {begin, end}, .text = *rc::gen::element<std::string>("", "x", "yz", "uvw")});
            at = end + 1;
        }
        return edits;
    };
    holds("applied at once or one after the other", [&] {
        const std::string text = *rc::gen::container<std::string>(rc::gen::inRange('a', 'g'));
        const std::vector<Edit> first = edits_of(text.size());
        const std::string between = apply_edits(text, first);
        const std::vector<Edit> second = edits_of(between.size());
        const std::vector<Edit> both = compose(first, between, second);
        RC_ASSERT(apply_edits(text, both) == apply_edits(between, second));
        for (std::size_t i = 1; i < both.size(); ++i) {
            RC_ASSERT(both[i - 1].span.end < both[i].span.begin);
        }
    });
}

TEST_CASE("display width in cells") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("推进") == 4);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("🎬") == 2);
    CHECK(display_width("\U0001F469\u200D\U0001F680") == 2);  // woman astronaut
    CHECK(display_width("\U0001F1E8\U0001F1F3") == 2);        // a flag
    CHECK(display_width("\U0001F44B\U0001F3FD") == 2);        // a hand with skin tone
    CHECK(display_width("\u2764\uFE0F") == 2);                // a heart as emoji
    CHECK(display_width("［") == 2);
    CHECK(display_width("") == 0);
}

TEST_CASE("a text is cut between two characters, and says so") {
    CHECK(clipped("abc", 3) == "abc");
    CHECK(clipped("abcd", 3) == "ab…");
    CHECK(clipped("推进镜头", 8) == "推进镜头");
    CHECK(clipped("推进镜头", 7) == "推进镜…");
    CHECK(clipped("推进镜头", 6) == "推进…");  // a half of a character is no room
    CHECK(clipped("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
    CHECK(clipped("\U0001F469\u200D\U0001F680\U0001F469\u200D\U0001F680", 3) ==
          "\U0001F469\u200D\U0001F680…");
    CHECK(clipped("ab", 1) == "…");
    CHECK(clipped("ab", 0) == "");
    CHECK(clipped("", 0) == "");
}

TEST_CASE("nothing that a terminal acts on is printed") {
    CHECK(printable("a\tb") == "a    b");
    CHECK(printable("\x1B[31m") == "␛[31m");
    CHECK(printable("a\r\nb") == "a␍␊b");
    CHECK(printable("\x7F"sv) == "␡");
    CHECK(printable("\xC2\x9B") == "<U+009B>");
    CHECK(printable("\u202E") == "<U+202E>");
    CHECK(printable("\u200B") == "<U+200B>");
    CHECK(printable("\u2028") == "<U+2028>");
    CHECK(printable("\xFF") == "\uFFFD");
    CHECK(printable("\U0001F469\u200D\U0001F680") == "\U0001F469\u200D\U0001F680");
    CHECK(printable(std::string_view("\0", 1)) == "␀");
}

TEST_CASE("quotes are short") {
    CHECK(quote("Psuh in") == "'Psuh in'");
    CHECK(quote(std::string(60, 'x')) == "'" + std::string(60, 'x') + "'");
    CHECK(quote(std::string(61, 'x')) == "'" + std::string(60, 'x') + "…'");
}

TEST_CASE("skips agree with their scalar twins") {
    namespace skip = grammar::skip;
    holds("simd = scalar", [] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::oneOf(
            rc::gen::arbitrary<char>(), rc::gen::element('[', ']', '"', '\\', '\x1F', '\xE3', '\x80', '\x90',
                                                         '\x91', '\xEF', '\xBC', '\xBB', '\xBD', 'a')));
        const auto padding = *rc::gen::inRange<std::size_t>(0, 40);
        const std::string text = std::string(padding, 'a') + bytes;
        const char* begin = text.data();
        const char* end = begin + text.size();
        RC_ASSERT(skip::to_bracket(begin, end) == skip::scalar::to_bracket(begin, end));
        RC_ASSERT(skip::to_string_special(begin, end) == skip::scalar::to_string_special(begin, end));
    });
}

TEST_CASE("a map within a map goes all the way") {
    // A shell's word of three parts, '{"a":"x'"\\ny"'"}', holds {"a":"x\ny"}, which holds x, a line feed, y.
    SourceMap word(1);
    word.add({.text = {7, 7}, .host = {8, 10}});     // '"
    word.add({.text = {7, 8}, .host = {10, 12}});    // two backslashes are one
    word.add({.text = {10, 10}, .host = {14, 16}});  // "'
    SourceMap text(6);
    text.add({.text = {1, 2}, .host = {7, 9}});
    const SourceMap both = text.within(word, 3);
    CHECK(both.to_host({0, 1}) == Span{7, 8});
    CHECK(both.to_host({1, 2}) == Span{10, 13});
    CHECK(both.to_host({2, 3}) == Span{13, 14});
    CHECK(both.to_host({0, 3}) == Span{7, 14});

    // Nothing inside: what the outer one says is carried over, moved to where the text begins.
    const SourceMap plain = SourceMap(5).within(word, 6);
    CHECK(plain.to_host({0, 2}) == Span{6, 8});
    CHECK(plain.to_host({2, 3}) == Span{10, 12});
    CHECK(plain.to_host({5, 6}) == Span{16, 17});
    CHECK(SourceMap(2).within(SourceMap(40), 9).to_host({3, 4}) == Span{45, 46});
}

}  // namespace camlint::test
