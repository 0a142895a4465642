// Breaking of lines: English at blanks, Chinese between characters but never where typesetting forbids it.

#include "text/wrap.hpp"
#include "support/catch.hpp"
#include "text/display.hpp"

namespace camlint::test {
namespace {

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines end at blanks, and a word that is too wide stands alone") {
    CHECK(wrap("", 10) == Lines{""});
    CHECK(wrap("one two three", 7) == Lines{"one two", "three"});
    CHECK(wrap("one two three", 6) == Lines{"one", "two", "three"});
    CHECK(wrap("a unbreakable b", 5) == Lines{"a", "unbreakable", "b"});
}

TEST_CASE("Chinese is broken by its width, without blanks") {
    CHECK(wrap("镜头向左摇", 6) == Lines{"镜头向", "左摇"});
    CHECK(wrap("镜头向左摇", 7) == Lines{"镜头向", "左摇"});
    CHECK(wrap("使用 prompt 字段", 10) == Lines{"使用", "prompt 字", "段"});
}

TEST_CASE("punctuation stays with its text") {
    // Of "左摇，" the comma would be the first of a line: the character before it goes along.
    CHECK(wrap("向左摇，再推进", 6) == Lines{"向左", "摇，再", "推进"});
    CHECK(wrap("文档（官方）说", 6) == Lines{"文档", "（官", "方）说"});
    CHECK(wrap("文档（官方）说", 4) == Lines{"文档", "（官", "方）", "说"});
    CHECK(wrap("写“然后”时", 6) == Lines{"写“然", "后”时"});
    CHECK(wrap("用[推进]吧", 4) == Lines{"用", "[推", "进]", "吧"});
    CHECK(wrap("甲乙——丙", 4) == Lines{"甲", "乙——", "丙"});
}

TEST_CASE("a run of Latin letters is never cut") {
    CHECK(wrap("参数T2V-01-Director无效", 8) == Lines{"参数", "T2V-01-Director", "无效"});
    CHECK(wrap("取值为 prompt_optimizer，默认", 6) == Lines{"取值为", "prompt_optimizer，", "默认"});
}

TEST_CASE("wrapping loses nothing but blanks") {
    const std::string text = "官方页面列出了 15 个指令。括号里写别的内容时 API 会怎样处理，没有文档说明。";
    std::string bare;
    for (const char c : text) {
        if (c != ' ') bare += c;
    }
    for (std::size_t widest = 1; widest < 90; ++widest) {
        std::string joined;
        for (const std::string& line : wrap(text, widest)) {
            // The widest unit is a Chinese character with a mark behind it.
            CHECK(display_width(line) <= std::max<std::size_t>(widest, 4));
            for (const char c : line) {
                if (c != ' ') joined += c;
            }
        }
        CHECK(joined == bare);
    }
}

}  // namespace camlint::test
