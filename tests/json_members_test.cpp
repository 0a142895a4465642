// Members of an object by name, and an object's text with one member more.

#include "document/json_members.hpp"
#include "support/catch.hpp"

namespace camlint::test {
namespace {

std::string_view found(std::string_view text) { return find_member(text, parse_json(text), "k"); }

std::string added(std::string_view text) {
    std::string out = "before ";
    append_with_member(out, text, parse_json(text), "k", "[0]");
    return out.substr(7);
}

TEST_CASE("the last member of a name is found, however it is spelt") {
    CHECK(found(R"({})").empty());
    CHECK(found(R"({"x":{"k":1},"y":"k"})").empty());
    CHECK(found(R"({"k" : [1, 2] ,"x":0})") == "[1, 2]");
    CHECK(found(R"({"k":1,"k":2})") == "2");
    CHECK(found(R"({"x":[[]],"\u006b":"\u006b"})") == R"("\u006b")");
    CHECK(found(R"({"\\u006b":1})").empty());
}

TEST_CASE("a member is added behind the others, which stay as they are") {
    CHECK(added(R"({})") == R"({"k":[0]})");
    CHECK(added(R"( { } )") == R"( {"k":[0] } )");
    CHECK(added(R"({"a" : 1.0e2 } )") == R"({"a" : 1.0e2,"k":[0] } )");
    CHECK(added(R"({"a":{"k":1},"b":["k"]})") == R"({"a":{"k":1},"b":["k"],"k":[0]})");
}

TEST_CASE("members of that name are left out") {
    CHECK(added(R"({"k":1})") == R"({"k":[0]})");
    CHECK(added(R"({"k":1,"k":{}})") == R"({"k":[0]})");
    CHECK(added(R"({"k":1, "a":2})") == R"({"a":2,"k":[0]})");
    CHECK(added(R"({"a":2 , "k":1})") == R"({"a":2,"k":[0]})");
    CHECK(added(R"({"a":1 , "k":2 , "b":3})") == R"({"a":1 , "b":3,"k":[0]})");
    CHECK(added(R"({"k":0,"a":1,"\u006b":2,"k":3,"b":4,"k":5})") == R"({"a":1,"b":4,"k":[0]})");
    CHECK(added(added(R"({"k":1 , "a":2 })")) == added(R"({"k":1 , "a":2 })"));
}

TEST_CASE("members at the end are found together") {
    const auto trailing = [](std::string_view text) {
        return slice(text, trailing_members(text, parse_json(text), "k"));
    };
    CHECK(trailing(R"({"a":1 , "k":2 })") == R"( , "k":2)");
    CHECK(trailing(R"({ "k":2})") == R"( "k":2)");
    CHECK(trailing(R"({"k":0,"a":1,"k":2,"\u006b":[3]})") == R"(,"k":2,"\u006b":[3])");
    CHECK(trailing(R"({"k":2,"a":1})").empty());
    CHECK(trailing(R"({"a":{"k":1}})").empty());
    CHECK(trailing("{}").empty());
}

TEST_CASE("an object is on one line") {
    CHECK(added("{\r\n\"a\":\r1,\"k\":\n2\n}\n") == "{  \"a\": 1,\"k\":[0] } ");
    std::string out;
    append_on_one_line(out, "[\r1\n]");
    CHECK(out == "[ 1 ]");
}

}  // namespace
}  // namespace camlint::test
