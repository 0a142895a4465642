// No form of a secret gets through, and nothing else is lost.

#include "submit/redactor.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "support/catch.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

constexpr std::string_view key = "sk-api/CANARY+\"0123\\456==é";

/// By OpenSSL, not by the code under test.
std::string base64(std::string_view text) {
    std::string out(4 * ((text.size() + 2) / 3) + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

Redactor with(std::string_view secret) {
    Redactor redactor;
    redactor.add(secret);
    return redactor;
}

}  // namespace

TEST_CASE("a secret is taken out of a text, every time") {
    const Redactor redactor = with(key);
    CHECK(redactor(fmt::format("a {0} b {0}{0}", key)) == "a [redacted] b [redacted][redacted]");
    CHECK(redactor("a b") == "a b");
    CHECK(redactor("") == "");
}

TEST_CASE("a secret is taken out in every form it may have") {
    const Redactor redactor = with(key);
    CHECK(redactor("k=sk-api%2FCANARY%2B%220123%5C456%3D%3D%C3%A9;") == "k=[redacted];");
    CHECK(redactor("k=sk-api%2fCANARY%2b%220123%5c456%3d%3d%c3%a9;") == "k=[redacted];");
    CHECK(redactor(R"({"k":"sk-api/CANARY+\"0123\\456==é"})") == R"({"k":"[redacted]"})");
    CHECK(redactor(R"({"k":"sk-api/CANARY+\"0123\\456==\u00e9"})") == R"({"k":"[redacted]"})");
    CHECK(redactor(R"({"k":"sk-api\/CANARY+\"0123\\456==é"})") == R"({"k":"[redacted]"})");
    CHECK(redactor.finds_secret("x sk-api%2FCANARY%2B%220123%5C456%3D%3D%C3%A9"));
    CHECK_FALSE(redactor.finds_secret("x sk-api%2FCANAR"));
}

TEST_CASE("base64 of a secret is taken out, alone and behind other bytes") {
    const Redactor redactor = with(key);
    for (const std::string_view before : {"", "u", "u:", "us:", "user:"}) {
        for (const std::string_view after : {"", "x", "xy"}) {
            std::string text = base64(fmt::format("{}{}{}", before, key, after));
            CAPTURE(text);
            CHECK(redactor(text).find("[redacted]") != std::string::npos);
            // What is left holds no more of the secret than a byte or two at its ends.
            CHECK(redactor(text).size() <=
                  std::string("[redacted]").size() + before.size() * 2 + after.size() + 12);
            for (char& byte : text) byte = byte == '+' ? '-' : byte == '/' ? '_' : byte;
            CHECK(redactor(text).find("[redacted]") != std::string::npos);
        }
    }
}

TEST_CASE("the longer of two secrets goes first") {
    Redactor redactor;
    redactor.add("abcd");
    redactor.add("abcdefgh");
    CHECK(redactor("abcdefgh abcd") == "[redacted] [redacted]");
}

TEST_CASE("what is too short to be a secret cuts nothing") {
    CHECK(with("abc")("abc") == "abc");
    CHECK(with("")("abc") == "abc");
    CHECK(with("abcd")("abcd") == "[redacted]");
}

TEST_CASE("the query of every URL is cut") {
    const Redactor redactor;
    CHECK(redactor("got https://h.example/v.mp4?token=T&expires=1 then") ==
          "got https://h.example/v.mp4?[…] then");
    CHECK(redactor("https://h.example/v?a=1, http://h.example/w?b=2.") ==
          "https://h.example/v?[…], http://h.example/w?[…].");
    CHECK(redactor("'HTTPS://h.example/v?a='b'c'") == "'HTTPS://h.example/v?[…]'");
    CHECK(redactor(R"({"url":"https:\/\/h.example\/v?a=1","n":1})") ==
          R"({"url":"https:\/\/h.example\/v?[…]","n":1})");
    CHECK(redactor("https://h.example/v?u=https://i.example/w?t=1 x") == "https://h.example/v?[…] x");
    CHECK(redactor("https://h.example/v?a=1#b?c") == "https://h.example/v?[…]");
    // No query, no URL: as it is.
    for (const std::string_view text :
         {"https://h.example/v#x", "is it? https://h", "why? because", "http:/x?y"}) {
        CHECK(redactor(text) == text);
    }
}

TEST_CASE("no random secret gets through any random text", "[property]") {
    holds("a secret is never left", [] {
        const auto secret = *rc::gen::suchThat<std::string>([](const std::string& text) {
            return text.size() >= 4 && std::string_view("[redacted]").find(text) == std::string_view::npos;
        });
        const auto before = *rc::gen::arbitrary<std::string>();
        const auto after = *rc::gen::arbitrary<std::string>();
        const std::string text = with(secret)(before + secret + after);
        RC_ASSERT(text.find(secret) == std::string::npos || ("[redacted]" + text).find(secret) < 10);
    });
}

}  // namespace camlint::test
