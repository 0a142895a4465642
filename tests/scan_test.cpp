// Looking at sixteen bytes at a time finds what looking at one at a time finds, at every offset of a block.

#include <algorithm>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/property.hpp"
#include "text/cluster.hpp"
#include "text/display.hpp"
#include "text/invisible.hpp"
#include "text/seek.hpp"
#include "text/survey.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

std::string utf8(char32_t value) {
    std::string text;
    append(text, value);
    return text;
}

bool is_surrogate(char32_t value) { return value >= 0xD800 && value <= 0xDFFF; }

/// Pieces that blocks may cut, in any mixture: ASCII, CJK, marks, what hides, broken sequences.
std::string mixture(const std::vector<std::uint8_t>& choices) {
    const std::vector<std::string> pieces{"a",
                                          "camera ",
                                          "镜头",
                                          "，",
                                          "。",
                                          "\n",
                                          "{",
                                          "$",
                                          "CAM",
                                          "ca",
                                          "é",
                                          "😀",
                                          "\xE9\x95",
                                          "\x80",
                                          "\xED",
                                          "\xA0",
                                          "\xE2\x80",
                                          "机",
                                          "相机",
                                          "[Push in]",
                                          "\u200B",
                                          "\u202E",
                                          "\xC2\xAD",
                                          "\xF0\x9F\x98",
                                          "\x7F",
                                          "\x01",
                                          "\xE0\xA0\x80",
                                          "摄",
                                          "\uFEFF",
                                          "\u3164",
                                          "\xEF\xBC",
                                          "0123456789abcdef",
                                          "说",
                                          "“",
                                          "e\u0301",
                                          "\u200D",
                                          "\uFE0F",
                                          "🇨🇳",
                                          "\xFF"};
    std::string text;
    for (const std::uint8_t choice : choices) text += pieces[choice % pieces.size()];
    return text;
}

/// Counted code point by code point.
Length measure_slowly(std::string_view text) {
    Length length{.bytes = text.size()};
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        length.code_points += 1;
        length.utf16 += point.value > 0xFFFF ? 2 : 1;
        at += point.size;
    }
    return length;
}

std::size_t find_invalid_slowly(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (!point.valid) return at;
        at += point.size;
    }
    return std::string_view::npos;
}

}  // namespace

TEST_CASE("a survey finds every hidden character, and no other") {
    for (char32_t value = 0; value <= 0x10FFFF; ++value) {
        if (is_surrogate(value)) continue;
        // At the beginning of a block, and across the end of one.
        for (const std::size_t before : {0U, 15U}) {
            const std::string text = std::string(before, 'a') + utf8(value) + std::string(20, 'b');
            const Survey found = survey(text);
            if (found.has_hidden == is_hidden(value) && found.has_pairs == (value > 0xFFFF)) continue;
            FAIL("U+" << std::hex << static_cast<std::uint32_t>(value) << " behind " << before << " bytes");
        }
    }
}

TEST_CASE("a survey agrees with its scalar twin") {
    test::holds("survey", [](const std::vector<std::uint8_t>& choices) {
        const std::string text = mixture(choices);
        RC_ASSERT(survey(text) == scalar::survey(text));
    });
    CHECK(survey("A lamp {x}").has_mark);
    CHECK_FALSE(survey("A lamp.").has_mark);
    CHECK_FALSE(survey("").has_hidden);
    // In texts of every length around a block's, at every place of them.
    for (const std::string_view mark : {"{", "$", "\x01", "\x7F", "\u200B", "😀"}) {
        for (std::size_t size = 0; size < 40; ++size) {
            for (std::size_t before = 0; before <= size; ++before) {
                const std::string text =
                    std::string(before, 'a').append(mark).append(std::string(size - before, 'b'));
                const Survey found = survey(text);
                if (found == scalar::survey(text) && found != Survey{}) continue;
                FAIL(printable(mark) << " behind " << before << " bytes of " << size);
            }
        }
    }
}

TEST_CASE("what is shown agrees with showing it piece by piece") {
    test::holds("display_width, printable", [](const std::vector<std::uint8_t>& choices) {
        const std::string text = mixture(choices);
        std::size_t width = 0;
        for (std::size_t at = 0; at < text.size();) {
            const Cluster cluster = cluster_at(text, at);
            width += cluster.cells;
            at += cluster.size;
        }
        RC_ASSERT(display_width(text) == width);
        std::string shown;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t size = decode(text, at).size;
            shown += printable(std::string_view(text).substr(at, size));
            at += size;
        }
        RC_ASSERT(printable(text) == shown);
    });
}

TEST_CASE("lengths and validity agree with counting one by one") {
    test::holds("measure, find_invalid", [](const std::vector<std::uint8_t>& choices) {
        const std::string text = mixture(choices);
        const Length fast = measure(text);
        const Length slow = measure_slowly(text);
        RC_ASSERT(fast.code_points == slow.code_points);
        RC_ASSERT(fast.utf16 == slow.utf16);
        RC_ASSERT(find_invalid(text) == find_invalid_slowly(text));
    });
    // Sequences that a block's end cuts, complete and not.
    for (std::size_t before = 0; before < 40; ++before) {
        const std::string start = std::string(before, 'a') + "镜头镜头镜头";
        CHECK(find_invalid(start) == std::string::npos);
        CHECK(measure(start).code_points == before + 6);
        for (std::size_t cut = 1; cut < 3; ++cut) {
            const std::string text = start + std::string("镜").substr(0, cut) + std::string(20, 'b');
            CHECK(find_invalid(text) == before + 18);
            CHECK(measure(text).code_points == before + 6 + 1 + 20);
        }
    }
}

TEST_CASE("a seeker agrees with its scalar twin") {
    static constexpr Seeker seeker{"cam", std::array<std::string_view, 3>{"镜头", "摄像机", "机位"}};
    test::holds("seek", [](const std::vector<std::uint8_t>& choices) {
        const std::string text = mixture(choices);
        for (std::size_t from = 0; from <= text.size(); from += 7) {
            RC_ASSERT(seeker.find(text, from) == seeker.find_scalar(text, from));
        }
    });
    for (std::size_t before = 0; before < 40; ++before) {
        const std::string start(before, 'x');
        CHECK(seeker.find(start + "镜头", 0) == before);
        CHECK(seeker.find(start + "CaMera", 0) == before);
        CHECK(seeker.find(start + "ca", 0) == before + 2);
    }
}

}  // namespace camlint
