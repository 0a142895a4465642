// What becomes of a request, evidence by evidence. The rows are those that the program promises, not those
// of its catalog.

#include "submit/verdict.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "submit/error.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

constexpr int usage = 2;

struct Outcome {
    State state;
    Reaction reaction;
    int exit_code = 0;

    bool operator==(const Outcome&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
    return out << name_of(outcome.state) << ' ' << static_cast<int>(outcome.reaction) << ' '
               << outcome.exit_code;
}

constexpr Outcome accepted{State::accepted, Reaction::go_on};
constexpr Outcome rejected{State::rejected, Reaction::go_on};
constexpr Outcome unknown{State::unknown, Reaction::go_on};
constexpr Outcome again{State::planned, Reaction::retry};
constexpr Outcome pause{State::planned, Reaction::pause};
constexpr Outcome no_key{State::planned, Reaction::stop, exit_authentication};
constexpr Outcome no_money{State::planned, Reaction::stop, exit_budget};
constexpr Outcome wrong_setup{State::planned, Reaction::stop, usage};
constexpr Outcome no_trust{State::planned, Reaction::stop, exit_unreached};

Verdict judge(Transport transport, int status, const std::string& body) {
    Reply reply;
    reply.transport = transport;
    reply.status = status;
    reply.body = body;
    return classify(reply, read_answer(body));
}

Outcome outcome_of(const Verdict& verdict) { return {verdict.state, verdict.reaction, verdict.exit_code}; }

std::string coded(std::int64_t code, std::string_view message, std::string_view task_id = "") {
    std::string body = R"({"base_resp":{"status_code":)" + std::to_string(code) + R"(,"status_msg":")";
    body += message;
    body += R"("})";
    if (!task_id.empty()) body += R"(,"task_id":")" + std::string(task_id) + '"';
    return body + "}";
}

const std::vector<int> statuses{200, 201, 302, 400, 401, 403, 404, 429, 500, 502, 503};

}  // namespace

TEST_CASE("what never began is planned still, what may have begun is unknown") {
    struct Row {
        Transport transport;
        Outcome outcome;
    };
    for (const Row& row : std::vector<Row>{{Transport::unreached, again},
                                           {Transport::no_tls, again},
                                           {Transport::untrusted, no_trust},
                                           {Transport::held_back, wrong_setup},
                                           {Transport::broken, unknown},
                                           {Transport::cut, unknown},
                                           {Transport::too_large, unknown}}) {
        // Whatever there is of an answer.
        for (const std::string& body : {std::string(), coded(0, "success", "1"), coded(1008, "x")}) {
            for (const int status : {0, 200, 401, 429, 500}) {
                const Verdict verdict = judge(row.transport, status, body);
                CAPTURE(static_cast<int>(row.transport), body, status);
                CHECK(outcome_of(verdict) == row.outcome);
                CHECK_FALSE(verdict.reason.empty());
                CHECK_FALSE(verdict.code);
            }
        }
    }
}

TEST_CASE("codes count before the HTTP status") {
    struct Row {
        std::int64_t code;
        Outcome outcome;
        std::string_view message = "words";
    };
    const std::vector<Row> rows{
        {1002, pause},    {1039, pause},    {1041, pause},
        {2045, pause},    {1008, no_money}, {2056, no_money},
        {1004, no_key},   {2049, no_key},   {1026, rejected},
        {1042, rejected}, {2013, rejected}, {2013, wrong_setup, "Callback URL did not echo the challenge"},
        {1000, unknown},  {1001, unknown},  {2013, wrong_setup, "invalid params, CALLBACK_URL"},
        {1013, unknown},  {1024, unknown},  {2013, wrong_setup, "回调地址验证失败"},
        {1033, unknown},  {1027, unknown},  {1008, no_money, "callback"},
        {-1, unknown},    {7, unknown},     {1026, rejected, "callback"},
        {200, unknown},   {429, unknown},   {9223372036854775807, unknown},
        {0, unknown},
    };
    for (const Row& row : rows) {
        for (const int status : statuses) {
            const Verdict verdict = judge(Transport::whole, status, coded(row.code, row.message));
            CAPTURE(row.code, row.message, status);
            CHECK(outcome_of(verdict) == row.outcome);
            CHECK(verdict.code == row.code);
            CHECK(verdict.task_id.empty());
            CHECK(verdict.reason.find(std::to_string(row.code)) != std::string::npos);
            CHECK(verdict.reason.find(row.message) != std::string::npos);
        }
    }
    for (const int status : statuses) {
        const Verdict verdict = judge(Transport::whole, status, coded(0, "success", "106916112212032"));
        CHECK(outcome_of(verdict) == accepted);
        CHECK(verdict.task_id == "106916112212032");
    }
}

TEST_CASE("without a code the HTTP status counts") {
    struct Row {
        int status;
        Outcome outcome;
    };
    for (const Row& row : std::vector<Row>{{429, pause},
                                           {401, no_key},
                                           {403, no_key},
                                           {300, wrong_setup},
                                           {302, wrong_setup},
                                           {307, wrong_setup},
                                           {399, wrong_setup},
                                           {200, unknown},
                                           {204, unknown},
                                           {400, unknown},
                                           {404, unknown},
                                           {408, unknown},
                                           {500, unknown},
                                           {502, unknown},
                                           {503, unknown},
                                           {0, unknown}}) {
        for (const std::string_view body : {"", "<html>", "{}", R"({"task_id":""})", R"({"base_resp":{}})",
                                            R"({"base_resp":{"status_code":1.0}})", "[", "null"}) {
            const Verdict verdict = judge(Transport::whole, row.status, std::string(body));
            CAPTURE(row.status, body);
            CHECK(outcome_of(verdict) == row.outcome);
            CHECK(verdict.reason.find(std::to_string(row.status)) != std::string::npos);
        }
    }
}

TEST_CASE("who names a task without accepting it may have been paid") {
    for (const int status : statuses) {
        const Verdict verdict = judge(Transport::whole, status, R"({"task_id":"4711"})");
        CAPTURE(status);
        CHECK(verdict.state == State::unknown);
        CHECK(verdict.task_id.empty());
        CHECK(verdict.reason.find("4711") != std::string::npos);
    }
    for (const std::int64_t code : {1002, 1004, 1008, 1026, 2013, 1000}) {
        const Verdict verdict = judge(Transport::whole, 200, coded(code, "words", "4711"));
        CAPTURE(code);
        CHECK(verdict.state == State::unknown);
        CHECK((verdict.reaction == Reaction::stop) == (code == 1004 || code == 1008));
        CHECK(verdict.reason.find("4711") != std::string::npos);
    }
}

TEST_CASE("a gateway's own success is none of the service's") {
    const Verdict verdict =
        judge(Transport::whole, 200,
              R"({"code":"success","task_id":"9","base_resp":{"status_code":0},)"
              R"("data":{"resp_data":"{\"base_resp\":{\"status_code\":1026,\"status_msg\":\"x\"}}"}})");
    CHECK(verdict.code == 1026);
    CHECK(verdict.state != State::accepted);
}

TEST_CASE("reasons are safe to print") {
    const Verdict verdict =
        judge(Transport::whole, 200, coded(1026, R"(\u001b[31m\u202e\u0000)" + std::string(5000, 'x')));
    CHECK(verdict.reason.find('\x1b') == std::string::npos);
    CHECK(verdict.reason.find('\0') == std::string::npos);
    CHECK(verdict.reason.find("\u202e") == std::string::npos);
    CHECK(verdict.reason.size() < 300);
}

TEST_CASE("whatever comes, only code 0 with an id is accepted, and nothing odd is sent again") {
    holds("any bytes have a verdict", [](const std::string& body) {
        const Verdict verdict = judge(Transport::whole, *rc::gen::elementOf(statuses), body);
        RC_ASSERT(verdict.state != State::accepted);
        RC_ASSERT(!verdict.reason.empty());
    });
    holds("codes that nobody knows are unknown", [](std::int64_t code) {
        const std::vector<std::int64_t> known{0,    1002, 1004, 1008, 1026, 1039,
                                              1041, 1042, 2013, 2045, 2049, 2056};
        RC_PRE(std::find(known.begin(), known.end(), code) == known.end());
        const Verdict verdict =
            judge(Transport::whole, *rc::gen::elementOf(statuses), coded(code, "callback"));
        RC_ASSERT(outcome_of(verdict) == unknown);
    });
}

}  // namespace camlint::test
