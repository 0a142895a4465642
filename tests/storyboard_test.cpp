// Text in a drawing, broken into lines; and pictures of whatever is in one bracket.

#include <set>

#include "support/catch.hpp"
#include "support/property.hpp"
#include "timeline/drawing.hpp"
#include "timeline/svg_text.hpp"

namespace camlint::test {
namespace {

using Lines = std::vector<std::string>;

// Wide characters are about as wide as the font is high: 52 units are room for five.
constexpr Font font{.size = 10};
constexpr int five_wide = 52;

Lines lines(std::string_view text, std::size_t most = 3) { return fitted(text, five_wide, font, most); }

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("lines of a drawing end where they may") {
    CHECK(lines("").empty());
    CHECK(lines("one") == Lines{"one"});
    CHECK(lines("one two three") == Lines{"one two", "three"});
    CHECK(lines("雨后的老街灯笼") == Lines{"雨后的老街", "灯笼"});
    CHECK(lines("雨后的老街，灯笼") == Lines{"雨后的老", "街，灯笼"});  // no line begins with a comma
    CHECK(lines("雨后 的老街") == Lines{"雨后 的老", "街"});
}

TEST_CASE("a word that is too long is broken inside") {
    const Lines broken = lines("electroencephalogram");
    REQUIRE(broken.size() == 3);
    CHECK(broken[0] + broken[1] + broken[2] == "electroencephalogram");
    // As it still is behind a blank. A 'b' is 61 wide, a 'W' 99, the marks and 'l' 38, a line 520.
    CHECK(lines(", -bb-bWl-W") == Lines{",", "-bb-bWl-", "W"});
    CHECK(lines(", -bb-bWl-W", 2) == Lines{",", "-bb-bWl…"});
}

TEST_CASE("what has no room ends in an ellipsis") {
    CHECK(lines("雨后的老街灯笼亮了", 1) == Lines{"雨后的老…"});
    CHECK(lines("雨后的老街灯笼亮了人们都来了", 2) == Lines{"雨后的老街", "灯笼亮了…"});
    CHECK(lines("one two three four five six", 2) == Lines{"one two", "three fo…"});
}

TEST_CASE("no character is cut in two, and none is a heap of marks") {
    const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    CHECK(lines(family + family + family + family + family + family) ==
          Lines{family + family + family + family + family, family});
    std::string heap = "e";
    for (int i = 0; i < 100; ++i) heap += "\u0301";
    CHECK(lines("a " + heap + " b") == Lines{"a \uFFFD b"});
}

TEST_CASE("no line is wider than it may be") {
    holds("fitted", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcWil .,-")));
        const auto most = *rc::gen::inRange<std::size_t>(1, 5);
        const Lines found = lines(text, most);
        RC_ASSERT(found.size() <= most);
        for (const std::string& line : found) {
            RC_ASSERT(width_of(line, font) <= five_wide);
            RC_ASSERT(!line.empty());
        }
    });
}

TEST_CASE("any commands are drawn, and other ones otherwise") {
    std::set<std::string> drawings;
    const std::size_t all = commands.size();
    for (std::size_t a = 0; a < all; ++a) {
        for (std::size_t b = a; b < all; ++b) {
            for (std::size_t c = b; c < all; ++c) {
                std::vector<const Command*> named{&commands[a]};
                if (b != a) named.push_back(&commands[b]);
                if (c != b) named.push_back(&commands[c]);
                const std::string drawing = draw_moves(named);
                CHECK(count(drawing, "<g") == count(drawing, "</g>"));
                drawings.insert(drawing);
            }
        }
    }
    // One, two and three of 15.
    CHECK(drawings.size() == 15 + 105 + 455);
    CHECK(draw_moves({}).find(">?<") != std::string::npos);
}

}  // namespace camlint::test
