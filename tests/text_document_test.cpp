// Documents kept up with a client's edits, and file URIs.

#include <string>
#include <string_view>
#include <vector>

#include "lsp/text_document.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"
#include "text/uri.hpp"
#include "text/utf8.hpp"

namespace camlint::test {
namespace {

TextDocument document(std::string text, Encoding encoding = Encoding::utf16) {
    return {{.uri = "file:///a.txt", .languageId = "", .version = 1, .text = std::move(text)},
            "/a.txt",
            encoding};
}

struct Place {
    std::string_view text;
    Encoding encoding;
    ClientPosition position;
    std::size_t offset;
    bool is_exact = true;  ///< the way back leads to the same position
};

}  // namespace

TEST_CASE("client positions lead to bytes and back") {
    constexpr auto utf8 = Encoding::utf8;
    constexpr auto utf16 = Encoding::utf16;
    // Counted by hand: 推 is 3 bytes and 1 unit, 🎬 4 bytes and 2 units, the byte order mark 3 bytes and 1
    // unit.
    const std::vector<Place> table{
        {"abc", utf16, {0, 2}, 2},
        {"推🎬[x]", utf16, {0, 3}, 7},
        {"推🎬[x]", utf8, {0, 7}, 7},
        {"推🎬[x]", utf16, {0, 2}, 3, false},  // inside the surrogate pair
        {"推🎬[x]", utf8, {0, 5}, 3, false},   // inside the bytes of 🎬
        {"a\r\n推b\rc", utf16, {1, 1}, 6},
        {"a\r\n推b\rc", utf16, {2, 0}, 8},
        {"a\r\n推b\rc", utf16, {0, 99}, 1, false},  // behind the line's end
        {"a\r\n推b\rc", utf8, {1, 99}, 7, false},
        {"a\r\n推b\rc", utf16, {99, 0}, 9, false},  // behind the text
        {"\xEF\xBB\xBFx", utf16, {0, 1}, 3},        // a mark that the editor shows has a column
        {"\xEF\xBB\xBFx", utf8, {0, 3}, 3},
        {"", utf16, {0, 0}, 0},
        {"a\n", utf16, {1, 0}, 2},
        {"a\n", utf16, {18446744073709551615U, 18446744073709551615U}, 2, false},
        {"abc", utf16, {0, 18446744073709551615U}, 3, false},
    };
    for (const Place& row : table) {
        INFO(row.text << " " << row.position.line << ":" << row.position.character);
        const TextDocument text = document(std::string(row.text), row.encoding);
        CHECK(text.to_offset(row.position) == row.offset);
        if (row.is_exact) CHECK((text.to_client(row.offset) == row.position));
    }
}

TEST_CASE("every place of a text leads to its bytes and back") {
    holds("offset_of is the inverse of at", [] {
        static const std::vector<std::string> parts{"a",    "推", "🎬",        "\n",
                                                    "\r\n", "\r", "bbbbbbbb", "\xEF\xBB\xBF"};
        std::string text;
        for (const auto part :
             *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 8))) {
            for (int i = 0; i < 41; ++i) text += parts[part];
        }
        const auto encoding = *rc::gen::element(Encoding::utf8, Encoding::utf16);
        const TextDocument whole = document(text, encoding);
        auto offset = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
        const auto continues = [&] { return (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80; };
        while (offset < text.size() && continues()) --offset;
        // Between CR and LF is no place of its own. The macro evaluates all of what it is given.
        const bool is_inside = offset > 0 && offset < text.size();
        const bool is_split = is_inside && text[offset] == '\n' && text[offset - 1] == '\r';
        RC_PRE(!is_split);
        RC_ASSERT(whole.to_offset(whole.to_client(offset)) == offset);
    });
}

TEST_CASE("edits follow each other") {
    TextDocument text = document("A 🎬 [Push in]\nB\n");
    text.change({.range = Range{{0, 2}, {0, 4}}, .text = "推"});
    CHECK(text.text() == "A 推 [Push in]\nB\n");
    text.change({.range = Range{{0, 5}, {0, 9}}, .text = "Pull"});
    CHECK(text.text() == "A 推 [Pull in]\nB\n");
    text.change({.range = Range{{1, 1}, {0, 12}}, .text = ""});  // the wrong way round
    CHECK(text.text() == "A 推 [Pull in\n");
    text.change({.range = Range{{7, 7}, {9, 9}}, .text = "end"});
    CHECK(text.text() == "A 推 [Pull in\nend");
    text.change({.range = {}, .text = "new"});
    CHECK(text.text() == "new");
    CHECK((text.to_client(3) == ClientPosition{0, 3}));
}

TEST_CASE("file URIs are paths") {
    struct Row {
        std::string_view uri;
        std::string_view path;
        std::string_view back;
    };
    const std::vector<Row> table{
        {"file:///a/b.txt", "/a/b.txt", "file:///a/b.txt"},
        {"file:///a%20b/%E6%8E%A8.md", "/a b/推.md", "file:///a%20b/%E6%8E%A8.md"},
        {"file:///a%e6%8e%a8", "/a推", "file:///a%E6%8E%A8"},
        {"file://localhost/a", "/a", "file:///a"},
        {"file:///100%", "/100%", "file:///100%25"},
        {"file:///a%2", "/a%2", "file:///a%252"},
        {"file:///a%zz%4", "/a%zz%4", "file:///a%25zz%254"},
        {"file:///a%23b", "/a#b", "file:///a%23b"},
        {"file:///c%3A/x", "/c:/x", "file:///c%3A/x"},
    };
    for (const Row& row : table) {
        INFO(row.uri);
        CHECK(path_of_uri(row.uri) == row.path);
        CHECK(path_uri(row.path) == row.back);
    }
    CHECK(path_of_uri("untitled:Untitled-1") == "untitled:Untitled-1");
    CHECK(path_of_uri("file://elsewhere/a") == "file://elsewhere/a");
}

}  // namespace camlint::test
