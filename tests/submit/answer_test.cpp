// Reading what the API answers: the plain and the wrapped forms, ids of any size, and bytes of any kind.

#include "submit/answer.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

/// `json` as the inside of a JSON string, with its quotes.
std::string as_text(std::string_view json) {
    std::string text = "\"";
    for (const char byte : json) {
        if (byte == '"' || byte == '\\') text += '\\';
        text += byte;
    }
    return text + '"';
}

/// What a gateway may make of an answer, and the answer itself.
std::vector<std::string> wrapped(const std::string& json) {
    return {json,
            R"({"code":"success","data":)" + json + "}",
            R"({"data":)" + as_text(json) + "}",
            R"({"data":{"resp_data":)" + json + "}}",
            R"({"data":{"progress":"100%","resp_data":)" + as_text(json) + "}}",
            R"({"data":)" + as_text(R"({"resp_data":)" + as_text(json) + "}") + "}"};
}

constexpr std::string_view success = R"("base_resp":{"status_code":0,"status_msg":"success"})";

}  // namespace

TEST_CASE("an answer is read in each form that it comes in") {
    for (const std::string& body : wrapped(R"({"task_id":"106916112212032",)" + std::string(success) + "}")) {
        CAPTURE(body);
        const Answer answer = read_answer(body);
        CHECK(answer.readable);
        CHECK(answer.code == 0);
        CHECK(answer.message == "success");
        CHECK(answer.task_id == "106916112212032");
    }
    for (const std::string& body :
         wrapped(R"({"task_id":"7","status":"Success","file_id":"205258526306433","video_width":1366})")) {
        CAPTURE(body);
        const Answer answer = read_answer(body);
        CHECK(answer.status == "Success");
        CHECK(answer.file_id == "205258526306433");
        CHECK_FALSE(answer.code);
    }
    for (const std::string& body : wrapped(
             R"({"file":{"file_id":205258526306433,"bytes":5896337,"created_at":1700469398,)"
             R"("filename":"../x.mp4","purpose":"video_generation","download_url":"https://v.test/a?s=1",)"
             R"("backup_download_url":"https://w.test/b"}})")) {
        CAPTURE(body);
        const Answer answer = read_answer(body);
        CHECK(answer.file_id == "205258526306433");
        CHECK(answer.bytes == 5896337);
        CHECK(answer.download_url == "https://v.test/a?s=1");
        CHECK(answer.backup_download_url == "https://w.test/b");
    }
    CHECK(read_answer(R"({"challenge":"a\u63a8\"b"})").challenge == "a推\"b");
    CHECK(read_answer(R"({"challenge":12345678901234567890})").challenge == "12345678901234567890");
}

TEST_CASE("ids keep all their digits, whatever they are written as") {
    for (const std::string id : {"1", "9007199254740993", "18446744073709551617",
                                 "123456789012345678901234567890123456789012345678901234567890"}) {
        CAPTURE(id);
        for (const std::string& written : {id, '"' + id + '"'}) {
            CHECK(read_answer(R"({"task_id":)" + written + "}").task_id == id);
            CHECK(read_answer(R"({"file":{"file_id":)" + written + "}}").file_id == id);
            for (const std::string& body : wrapped(R"({"task_id":)" + written + "}")) {
                CHECK(read_answer(body).task_id == id);
            }
        }
    }
    for (const std::string_view none :
         {R"("")", "null", "1.5", "1e20", "true", "[1]", R"({"id":1})", R"("a b")", R"("a/b")", R"("..")",
          R"("a\u0000b")", R"("\ud800")", R"("任务")"}) {
        CAPTURE(none);
        const Answer answer = read_answer(R"({"task_id":)" + std::string(none) + "}");
        CHECK(answer.readable);
        CHECK(answer.task_id.empty());
    }
}

TEST_CASE("what can be an id") {
    for (const std::string_view id : {"1", "a", "a-b_c.d:e", "..a"}) CHECK(is_id(id));
    for (const std::string_view id : {"", ".", "..", "-", "a/b", "a?b", "a b", "a%2f", "a\n", "é", "a#"}) {
        CAPTURE(id);
        CHECK_FALSE(is_id(id));
    }
    CHECK(is_id(std::string(128, '7')));
    CHECK_FALSE(is_id(std::string(129, '7')));
    CHECK_FALSE(is_id(std::string_view("a\0b", 3)));
}

TEST_CASE("a code is a whole number or its digits") {
    struct Row {
        std::string_view written;
        std::optional<std::int64_t> code;
    };
    for (const Row& row : std::vector<Row>{{"1008", 1008},
                                           {R"("1008")", 1008},
                                           {R"("0")", 0},
                                           {"-1", -1},
                                           {"9223372036854775807", 9223372036854775807},
                                           {"9223372036854775808", {}},
                                           {"1008.0", {}},
                                           {"1e3", {}},
                                           {R"("")", {}},
                                           {R"(" 0")", {}},
                                           {R"("0x0")", {}},
                                           {"true", {}},
                                           {"null", {}},
                                           {"[0]", {}}}) {
        CAPTURE(row.written);
        const Answer answer =
            read_answer(R"({"base_resp":{"status_code":)" + std::string(row.written) + "}}");
        CHECK(answer.readable);
        CHECK(answer.code == row.code);
    }
}

TEST_CASE("an outer success hides no inner refusal") {
    for (const std::string_view inner :
         {R"({"task_id":"","base_resp":{"status_code":1008,"status_msg":"no"}})",
          R"({"base_resp":{"status_code":"1008","status_msg":"no"},"task_id":null})"}) {
        for (const std::string& text : {std::string(inner), as_text(inner)}) {
            const Answer answer =
                read_answer(R"({"task_id":"1",)" + std::string(success) + R"(,"data":{"task_id":"2",)" +
                            std::string(success) + R"(,"resp_data":)" + text + "}}");
            CHECK(answer.code == 1008);
            CHECK(answer.message == "no");
            CHECK(answer.task_id == "2");  // field by field: the innermost that has one
        }
    }
    // Nor one whose code cannot be read.
    for (const std::string_view inner : {R"({})", R"({"status_code":1.5})", R"("no")", "[]"}) {
        const Answer answer = read_answer(R"({"task_id":"1",)" + std::string(success) +
                                          R"(,"data":{"base_resp":)" + std::string(inner) + "}}");
        CAPTURE(inner);
        CHECK_FALSE(answer.code);
    }
    CHECK(read_answer(R"({"data":{"base_resp":null},)" + std::string(success) + "}").code == 0);
}

TEST_CASE("what may mean two things is not readable") {
    for (const std::string_view body :
         {R"({"base_resp":{"status_code":0,"status_code":1008},"task_id":"1"})",
          R"({"base_resp":{"status_code":0},"base_resp":{"status_code":0},"task_id":"1"})",
          R"({"task_id":"1","task_id":"2"})", R"({"task_id":"1","t\u0061sk_id":"2"})",
          R"({"data":{"task_id":"1"},"data":{}})",
          R"({"data":{"resp_data":"{\"base_resp\":{\"status_"},"base_resp":{"status_code":1008}})",
          R"({"data":" {"})"}) {
        CAPTURE(body);
        const Answer answer = read_answer(body);
        CHECK_FALSE(answer.readable);
        CHECK_FALSE(answer.code);
        CHECK(answer.task_id.empty());
    }
    // Names that nobody asks for may come as they like, and a wrapper may hold other things.
    for (const std::string_view body : {R"({"x":1,"x":2,"task_id":"1"})", R"({"data":"","task_id":"1"})",
                                        R"({"data":[],"task_id":"1"})", R"({"data":"ok","task_id":"1"})"}) {
        CAPTURE(body);
        CHECK(read_answer(body).task_id == "1");
    }
}

TEST_CASE("bytes that are no answer are not readable") {
    const std::string brackets(1 << 20, '[');
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += R"({"data":)";
    std::string quoted = "{}";
    for (int i = 0; i < 12; ++i) quoted = R"({"data":)" + as_text(quoted) + "}";
    for (const std::string& body :
         {std::string(), std::string("{"), std::string("null"), std::string("[]"), std::string("0"),
          std::string("\"{}\""), std::string("{}x"), std::string("{}\0", 3), std::string("<html></html>"),
          std::string("{\"task_id\":\"1\0\"}", 16), brackets, nested, std::string(1 << 20, '{')}) {
        CAPTURE(body.substr(0, 40), body.size());
        CHECK_FALSE(read_answer(body).readable);
    }
    CHECK(read_answer(quoted).readable);
    CHECK(read_answer(" {} \r\n").readable);
}

TEST_CASE("any bytes give an answer") {
    holds("read_answer is total", [](const std::string& bytes) {
        const Answer answer = read_answer(bytes);
        RC_ASSERT(answer.task_id.empty() || is_id(answer.task_id));
    });
    const std::string whole =
        R"({"data":{"resp_data":"{\"task_id\":106916112212032,\"status\":\"Su\\u0063cess\",)"
        R"(\"file\":{\"file_id\":1,\"bytes\":2},\"base_resp\":{\"status_code\":0}}"}})";
    REQUIRE(read_answer(whole).task_id == "106916112212032");
    REQUIRE(read_answer(whole).status == "Success");
    holds("a changed answer is one too", [&] {
        std::string bytes = whole;
        const auto changes = *rc::gen::inRange(1, 4);
        for (int i = 0; i < changes; ++i) {
            bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
        }
        const Answer answer = read_answer(bytes);
        RC_ASSERT(answer.task_id.empty() || is_id(answer.task_id));
        RC_ASSERT(answer.readable || (!answer.code && answer.task_id.empty()));
    });
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CHECK_FALSE(read_answer(whole.substr(0, size)).readable);
    }
}

TEST_CASE("statuses are compared without case, and unknown ones still run") {
    for (const std::string_view status : {"Success", "SUCCESS", "success"}) {
        CHECK(progress_of(status) == Progress::succeeded);
    }
    for (const std::string_view status : {"Fail", "Failed", "FAILURE", "fail"}) {
        CHECK(progress_of(status) == Progress::failed);
    }
    for (const std::string_view status :
         {"Preparing", "Queueing", "Processing", "", "succes", "successful", "unfailed", "成功"}) {
        CAPTURE(status);
        CHECK(progress_of(status) == Progress::running);
    }
}

}  // namespace camlint::test
