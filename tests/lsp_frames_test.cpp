// What comes out of a client's bytes, whole, byte by byte and in random pieces: always the same.

#include <random>

#include "lsp/frames.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

const std::string fault = "(fault)";

void take_all(Frames& frames, std::vector<std::string>& out) {
    while (const std::optional<Frame> frame = frames.next())
        out.push_back(frame->fault.empty() ? frame->body : fault);
}

/// The bodies and faults in `bytes`, which come in pieces of the sizes that `size` gives.
template <typename Size>
std::vector<std::string> cut(std::string_view bytes, Size size) {
    Frames frames;
    std::vector<std::string> out;
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, size());
        frames.feed(piece);
        take_all(frames, out);
        bytes.remove_prefix(piece.size());
    }
    return out;
}

std::vector<std::string> whole(std::string_view bytes) {
    return cut(bytes, [] { return std::string_view::npos; });
}

/// Checks what is in `bytes`, however they are cut.
void check(const std::string& bytes, const std::vector<std::string>& expected) {
    INFO(bytes.substr(0, 300));
    CHECK(whole(bytes) == expected);
    CHECK(cut(bytes, [] { return std::size_t{1}; }) == expected);
    std::mt19937 random(1);
    for (int i = 0; i < 20; ++i) CHECK(cut(bytes, [&] { return 1 + random() % 40; }) == expected);
}

std::string message(const std::string& body, std::size_t more = 0) {
    return "Content-Length: " + std::to_string(body.size() + more) + "\r\n\r\n" + body;
}

using Strings = std::vector<std::string>;

const std::string next_message = "Content-Length: 2\r\n\r\n{}";

}  // namespace

TEST_CASE("messages are cut by their length") {
    check("", {});
    check(message("{}"), {"{}"});
    check(message("a\r\n\r\nb") + message("") + message("\n"), {"a\r\n\r\nb", "", "\n"});
    check(message("推\0"), {"推"});
    check("Content-Length: 3\r\n\r\n{}", {});
    check("Content-Length: 3\r\n", {});
}

TEST_CASE("headers may be written in other ways") {
    check("content-LENGTH:2\r\n\r\n{}", {"{}"});
    check("Content-Length: \t 02 \r\n\r\n{}", {"{}"});
    check("Content-Length: 2\n\n{}", {"{}"});
    check("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", {"{}"});
    check("Content-Length: 2\r\nContent-Type: x\r\nX-Y:\r\n\r\n{}", {"{}"});
    check("Content-Length: 2\r\nX: Content-Length: 1\r\n\r\n{}", {"{}"});
    check("\r\n\n" + next_message + "\r\n\r\n" + next_message, {"{}", "{}"});
}

TEST_CASE("a bad header is one fault, and what follows is found") {
    for (const std::string bad :
         {"Content-Length: -5", "Content-Length:", "Content-Length: 2x", "Content-Length: 0x2",
          "Content-Length: 99999999999999999999999999", "Content-Length: 16777217", "Length: 2",
          "Content-Length: 2, 2", "{\"a\": 1}", "GET / HTTP/1.1", ": 2", "\xff\xfe"}) {
        check(bad + "\r\n\r\n{}" + next_message, {fault, "{}"});
        check(next_message + bad + "\r\n\r\n{}\r\n\r\n\r\n" + next_message + next_message,
              {"{}", fault, "{}", "{}"});
    }
    check("Content-Length: 16777217\r\n\r\n" + std::string(100'000, '1') + next_message, {fault, "{}"});
    check("Content-Length: 5\r\nContent-Length: 2\r\n\r\n{}", {fault, "{}"});
    check("Content-Length: 2\r\nrubbish\r\n\r\n{}" + next_message, {fault, "{}"});
}

TEST_CASE("rubbish is one fault, however much it is") {
    check("x" + next_message + next_message, {fault, "{}", "{}"});
    check("}" + next_message + "}" + next_message, {fault, "{}", fault, "{}"});
    check("a\nb\n\n\nc: d\n\n" + next_message, {fault, "{}"});
    check("\nContent-Length\n: 3\n\n" + next_message, {fault, "{}"});
    check("Content-Length: 9\nx\n\n" + next_message, {fault, "{}"});
    check("x\nContent-Length: 9\nContent-Type: y\nx\n\n" + next_message, {fault, "{}"});
    check("x\nContent-Type: y\nContent-Length: 2\nX: Y\n\n{}", {fault, "{}"});
    check("x\nContent-Length: 2\nX: " + std::string(1000, 'y') + "\n\n{}", {fault, "{}"});
    check(std::string(1 << 16, 'x') + next_message, {fault, "{}"});
    check("x\n" + std::string(1 << 16, 'x') + next_message, {fault, "{}"});
}

TEST_CASE("a header has its largest size") {
    const std::string last = "Content-Length: 2\r\n\r\n";
    const auto header = [&](std::size_t size) {
        return "X: " + std::string(size - last.size() - 5, 'y') + "\r\n" + last + "{}";
    };
    check(header(1 << 16), {"{}"});
    check(header((1 << 16) + 1) + next_message, {fault, "{}", "{}"});
    check("Content-Length: 2\r\n" + header(1 << 16) + next_message, {fault, "{}", "{}"});
    std::string many;
    while (many.size() <= 1 << 16) many += "Name: value\r\n";
    check(many + "\r\n" + next_message, {fault, "{}"});
    check("Content-Length: 2\r\n" + many + "\r\n" + next_message, {fault, "{}"});
}

TEST_CASE("a length that is too long ends at the next header") {
    const std::string body = R"({"a":"推"})";
    for (std::size_t more = 1; more <= next_message.size(); ++more)
        check(message(body, more) + next_message + message("[]"), {fault, "{}", "[]"});
    check(message(body, 1000) + next_message + message("[]"), {fault, "{}", "[]"});
    check(message(body, 1000) + "Content-Length: 2\r\nContent-Type: x\r\n\r\n{}", {fault, "{}"});
    check(message(body, 1000) + "Content-Type: x\r\n" + next_message, {fault, "{}"});
    check(message(body, 1000) + message(body, 1000) + next_message, {fault, fault, "{}"});
    check(message(body, 7) + "Content-Type: x\r\n" + next_message, {fault, "{}"});
    check(message(body, 9) + "Content-Type: x\r\n" + next_message, {body + "Content-T", "{}"});
}

TEST_CASE("a length that is too short leaves rubbish") {
    check("Content-Length: 3\r\n\r\n{\"a\":1}" + next_message, {"{\"a", fault, "{}"});
}

TEST_CASE("no JSON is taken for a header") {
    for (const std::string body :
         {R"({"a":"Content-Length: 2\r\n\r\n{}"})", "{\"a\":\"Content-Length: 2\"\r\n\r\n}",
          "\"Content-Length:\"", "{\n\"Content-Length\"\n:\n2\n\n}\n", "true", "[\"c\"]"})
        check(message(body) + next_message, {body, "{}"});
}

TEST_CASE("the largest message is taken, byte by byte too") {
    const std::string largest(largest_message, '1');
    CHECK(whole(message(largest) + next_message) == Strings{largest, "{}"});
    CHECK(whole(message(largest + "1") + next_message) == Strings{fault, "{}"});
    // Whoever looks at what has come already with every byte does not end.
    const std::string lines = std::string(1 << 20, '1') + std::string(1 << 20, '\n');
    const auto one = [] { return std::size_t{1}; };
    CHECK(cut(message(lines) + next_message, one) == Strings{lines, "{}"});
    CHECK(cut("x" + lines + next_message, one) == Strings{fault, "{}"});
    std::string names;
    while (names.size() < 1 << 20) names += "X: Content-Length: 7\r\n";
    CHECK(cut("x\n" + names + "\r\n{23456}" + next_message, one) == Strings{fault, "{23456}", "{}"});
    std::string many;
    for (int i = 0; i < 100'000; ++i) many += next_message;
    CHECK(whole(many) == Strings(100'000, "{}"));
}

TEST_CASE("any bytes, cut in any way, give the same") {
    const Strings parts{"Content-Length: 2",
                        "Content-Length: ",
                        "content-length:",
                        "\r\n",
                        "\n",
                        "\r",
                        "\r\n\r\n",
                        "{}",
                        "Content",
                        "Content-Length: 30\r\n\r\n",
                        "X: y\r\n",
                        "x",
                        ": ",
                        "7",
                        "-",
                        next_message};
    holds("any bytes, cut in any way, give the same", [&] {
        std::string bytes;
        for (const std::size_t part :
             *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, parts.size())))
            bytes += parts[part];
        // However bad they were: an end that no header can begin in, then what is whole.
        bytes += "\n\n?\n\n";
        std::mt19937 random(*rc::gen::arbitrary<unsigned>());
        const Strings pieces = cut(bytes, [&] { return 1 + random() % 9; });
        RC_ASSERT(pieces == whole(bytes));
        RC_ASSERT(pieces == cut(bytes, [] { return std::size_t{1}; }));
        const Strings after = whole(bytes + next_message + message("[]"));
        RC_ASSERT(after.size() >= 2);
        RC_ASSERT(after.back() == "[]");
        RC_ASSERT(after[after.size() - 2] == "{}");
    });
}

}  // namespace camlint::test
