// What a body says, and what is said of one that says nothing.

#include <random>

#include "lsp/message.hpp"
#include "support/catch.hpp"

namespace camlint::test {
namespace {

/// What is wrong with a body: the code, and the id that is known.
std::string wrong(std::string_view body) {
    try {
        const ClientMessage message = parse_message(body);
        return "nothing";
    } catch (const BadMessage& error) {
        CHECK(std::string_view(error.what()) != "");
        return std::to_string(static_cast<int>(error.failure())) + " " + error.id().dump();
    }
}

ClientMessage with_params(const std::string& params) {
    return parse_message(R"({"jsonrpc":"2.0","method":"m","params":)" + params + "}");
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += part;
    return out;
}

}  // namespace

TEST_CASE("a message is a request, a notification or an answer") {
    const ClientMessage request =
        parse_message(R"({"jsonrpc":"2.0","id":7,"method":"m","params":{"a":[1]}})");
    CHECK(request.is_request());
    CHECK_FALSE(request.is_answer());
    CHECK(request.method == "m");
    CHECK(request.id == 7);
    CHECK(request.params["a"][0] == 1);

    const ClientMessage notification =
        parse_message(" {\"params\":[2],\"method\":\"n\",\"jsonrpc\":\"2.0\"}\r\n");
    CHECK_FALSE(notification.is_request());
    CHECK_FALSE(notification.is_answer());
    CHECK(notification.params[0] == 2);

    const ClientMessage answer = parse_message(R"({"jsonrpc":"2.0","id":1,"result":{"b":2}})");
    CHECK(answer.is_answer());
    CHECK_FALSE(answer.is_request());
    CHECK(answer.id == 1);
    CHECK(answer.params["b"] == 2);
    CHECK(answer.answer_error == "");

    const auto error = [](const std::string& value) {
        return parse_message(R"({"jsonrpc":"2.0","id":null,"error":)" + value + "}").answer_error;
    };
    CHECK(error(R"({"code":-32601,"message":"no method"})") == "no method");
    for (const char* other : {"{}", "null", "[]", R"({"message":7})", R"({"message":""})"})
        CHECK(error(other) != "");
}

TEST_CASE("ids are strings or whole numbers and come back as they were") {
    const auto id = [](const std::string& text) {
        return parse_message(R"({"jsonrpc":"2.0","method":"m","id":)" + text + "}").id.dump();
    };
    for (const char* same : {"0", "-1", "9223372036854775807", "18446744073709551615", R"("a\"b")", R"("")"})
        CHECK(id(same) == same);
    CHECK(id("3.0") == "3");
    CHECK(id("-2e2") == "-200");
}

TEST_CASE("params may be missing or null") {
    CHECK(parse_message(R"({"jsonrpc":"2.0","method":"m"})").params.is_null());
    CHECK(with_params("null").params.is_null());
    CHECK(with_params("[]").params == Json::array());
    CHECK(with_params("{}").params == Json::object());
}

TEST_CASE("what is no JSON is a parse error") {
    for (const std::string_view body :
         {"", " ", "{", "{}}", "nul", R"({"jsonrpc":"2.0","method":"m")", "{'a':1}", "\xff",
          "{\"jsonrpc\":\"2.0\",\"method\":\"\xff\"}", "{\"jsonrpc\":\"2.0\",\"method\":\"\xc0\xaf\"}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"\xed\xa0\x80\"}", "{\"a\":\"\n\"}", R"({"a":"\ud80"})",
          R"({"a":"\x"})", "[1,]"}) {
        INFO(body);
        CHECK(wrong(body) == "-32700 null");
    }
}

TEST_CASE("JSON that is no message is an invalid request") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"[]", "null"},
        {R"([{"jsonrpc":"2.0","method":"m","id":1}])", "null"},
        {"7", "null"},
        {"null", "null"},
        {R"("x")", "null"},
        {"{}", "null"},
        {R"({"jsonrpc":"1.0","method":"m","id":1})", "1"},
        {R"({"jsonrpc":2.0,"method":"m","id":"a"})", R"("a")"},
        {R"({"method":"m","id":1})", "1"},
        {R"({"jsonrpc":"2.0"})", "null"},
        {R"({"jsonrpc":"2.0","id":1})", "1"},
        {R"({"jsonrpc":"2.0","result":1})", "null"},
        {R"({"jsonrpc":"2.0","method":7,"id":1})", "1"},
        {R"({"jsonrpc":"2.0","method":null,"id":1,"result":1})", "1"},
        {R"({"jsonrpc":"2.0","method":"","id":1})", "1"},
        {R"({"jsonrpc":"2.0","method":"m","id":1.5})", "null"},
        {R"({"jsonrpc":"2.0","method":"m","id":1e300})", "null"},
        {R"({"jsonrpc":"2.0","method":"m","id":{}})", "null"},
        {R"({"jsonrpc":"2.0","method":"m","id":[1]})", "null"},
        {R"({"jsonrpc":"2.0","method":"m","id":true})", "null"},
        {R"({"jsonrpc":"2.0","method":"m","id":null})", "null"},
        {R"({"jsonrpc":"2.0","method":"m","id":1,"params":1})", "1"},
        {R"({"jsonrpc":"2.0","method":"m","params":"x"})", "null"},
    };
    for (const auto& [body, id] : table) {
        INFO(body);
        CHECK(wrong(body) == "-32600 " + id);
    }
}

TEST_CASE("halves of surrogate pairs become one replacement each") {
    const auto text = [](const std::string& escaped) {
        return with_params("[\"" + escaped + "\"]").params[0].get<std::string>();
    };
    const std::string replacement = "\xEF\xBF\xBD";
    CHECK(text(R"(\ud83c\udfac)") == "\xF0\x9F\x8E\xAC");
    CHECK(text(R"(a\ud800b)") == "a" + replacement + "b");
    CHECK(text(R"(\uDFAC)") == replacement);
    CHECK(text(R"(\udfac\ud83c)") == replacement + replacement);
    CHECK(text(R"(\ud83c\ud83c\udfac\udfac)") == replacement + "\xF0\x9F\x8E\xAC" + replacement);
    CHECK(text(R"(\ud83c\n)") == replacement + "\n");
    CHECK(text(R"(\ud83c\u0041)") == replacement + "A");
    CHECK(text(R"(\ud83cx\udfac)") == replacement + "x" + replacement);
    // Behind a backslash that is one itself, there is no escape.
    CHECK(text(R"(\\ud800\ud800\\udc00)") == R"(\ud800)" + replacement + R"(\udc00)");
}

TEST_CASE("levels and values are counted") {
    const auto nested = [](std::size_t levels) { return repeated("[", levels) + repeated("]", levels); };
    CHECK(with_params(nested(63)).params.is_array());
    CHECK(wrong(R"({"jsonrpc":"2.0","id":3,"method":"m","params":)" + nested(64) + "}") == "-32600 3");
    CHECK(wrong(R"({"jsonrpc":"2.0","method":"m","params":)" + nested(64) + R"(,"id":3})") == "-32600 null");
    CHECK(wrong(nested(64)) == "-32600 null");
    CHECK(wrong(R"({"params":{"id":5,"a":)" + nested(63) + "}}") == "-32600 null");
    CHECK(wrong(R"({"params":{"id":5},"id":"x","a":)" + nested(64) + "}") == "-32600 \"x\"");
    CHECK(wrong(R"({"id":7,"a":"[[[[\"[[[","b":)" + nested(64) + "}") == "-32600 7");
    for (const char* open : {"[", "{\"a\":", "{\"id\":[{\"id\":7,\"b\":"})
        CHECK(wrong(repeated(open, 100'000)) == "-32600 null");
    CHECK(wrong(repeated("[", 16 << 20)) == "-32600 null");

    // Seven are around the elements: the object, its three names and its values but the elements.
    CHECK(with_params("[0" + repeated(",0", 249'992) + "]").params.size() == 249'993);
    CHECK(wrong(R"({"jsonrpc":"2.0","method":"m","params":[0)" + repeated(",0", 249'993) + "]}") ==
          "-32600 null");
    const std::string commas = repeated("\\\",[", 300'000);
    CHECK(with_params("[\"" + commas + "\"]").params[0].get<std::string>().size() == 900'000);
    CHECK(wrong("{\"\":0" + repeated(",\"\":0", 1'000'000) + "}") == "-32600 null");
    // Whoever looks at all that came before with each of these does not end.
    CHECK(with_params("[{}" + repeated(",{}", 100'000) + "]").params.size() == 100'001);
    std::string members;
    for (int i = 0; i < 100'000; ++i) members += ",\"" + std::to_string(i) + "\":0";
    CHECK(with_params("{\"\":0" + members + "}").params.size() == 100'001);
}

TEST_CASE("values are read like the library reads them") {
    std::mt19937 random(std::random_device{}());
    const auto seed = random();
    random.seed(seed);
    INFO("seed " << seed);
    const auto make = [&](const auto& self, int depth) -> Json {
        switch (random() % (depth > 0 ? 8 : 6)) {
            case 0: return nullptr;
            case 1: return random() % 2 == 0;
            case 2: return static_cast<std::int64_t>(random()) - 2'000'000'000;
            case 3: return random();
            case 4: return static_cast<double>(random()) / 7.0;
            case 5: return repeated(random() % 2 == 0 ? "a\"\n" : "\xF0\x9F\x8E\xAC", random() % 20);
            case 6: {
                Json array = Json::array();
                for (auto i = random() % 6; i > 0; --i) array.push_back(self(self, depth - 1));
                return array;
            }
            default: {
                Json object = Json::object();
                for (auto i = random() % 6; i > 0; --i)
                    object[std::to_string(i * 7 % 11)] = self(self, depth - 1);
                return object;
            }
        }
    };
    for (int i = 0; i < 500; ++i) {
        const Json value = Json::array({make(make, 6)});
        CHECK(with_params(value.dump(i % 2 == 0 ? -1 : 2, ' ', i % 3 == 0)).params == value);
    }
    CHECK(with_params(R"({"a":1,"b":2,"a":3})").params["a"] == 1);
    CHECK(with_params(
              "[9223372036854775807,-9223372036854775808,18446744073709551615,18446744073709551616,0.5,-0]")
              .params.dump() ==
          "[9223372036854775807,-9223372036854775808,18446744073709551615,1.8446744073709552e+19,0.5,0]");
    CHECK(with_params("[1e999]").params[0].is_null());
}

TEST_CASE("bodies are JSON-RPC, whatever is in them") {
    CHECK(result_body(7, Json::array({1, "x"})) == R"({"jsonrpc":"2.0","id":7,"result":[1,"x"]})");
    CHECK(result_body("a\"", nullptr) == R"({"jsonrpc":"2.0","id":"a\"","result":null})");
    CHECK(error_body(nullptr, Failure::parse_error, "a\nb") ==
          R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"a\nb"}})");
    CHECK(notification_body("m", Json::object()) == R"({"jsonrpc":"2.0","method":"m","params":{}})");
    CHECK(request_body(2, "m", nullptr) == R"({"jsonrpc":"2.0","id":2,"method":"m"})");
    CHECK(request_body(3, "m/n", {{"a", 1}}) ==
          R"({"jsonrpc":"2.0","id":3,"method":"m/n","params":{"a":1}})");
    CHECK(error_body("\xff", Failure::request_failed, "a\xf0\x9f") ==
          "{\"jsonrpc\":\"2.0\",\"id\":\"\xEF\xBF\xBD\",\"error\":{\"code\":-32803,\"message\":"
          "\"a\xEF\xBF\xBD\"}}");
    CHECK(result_body(1, "\x80") == "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"\xEF\xBF\xBD\"}");
    CHECK(framed("推{}") == "Content-Length: 5\r\n\r\n推{}");
}

}  // namespace camlint::test
