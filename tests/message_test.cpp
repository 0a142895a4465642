// Messages: how they are put together in each language, and that every rule speaks both.

#include <map>

#include "lint/registry.hpp"
#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/lint.hpp"
#include "text/message.hpp"
#include "text/utf8.hpp"

namespace camlint::test {
namespace {

constexpr Phrase says{"test.says", "says {what}", "说 {what}"};
constexpr Phrase turned{"test.turned", "{one} before {two}, {one}", "{two} 在 {one} 之后"};
constexpr Phrase bare{"test.bare", "nothing to put in", "无需填写"};

std::string in(Language language, const Message& message) { return message.in(language); }
std::string en(const Message& message) { return in(Language::english, message); }
std::string zh(const Message& message) { return in(Language::chinese, message); }

Message say(Argument argument) { return {says, {std::move(argument)}}; }

bool is_han(char32_t point) { return point >= 0x4E00 && point <= 0x9FFF; }

bool holds_han(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (is_han(point.value)) return true;
        at += point.size;
    }
    return false;
}

std::set<std::string> places_of(std::string_view text) {
    std::set<std::string> names;
    for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close != text.npos) names.emplace(text.substr(open + 1, close - open - 1));
    }
    return names;
}

/// What each id has said so far: an id is one phrase.
using Phrases = std::map<std::string, std::string, std::less<>>;

void check_message(const Message& message, Phrases& phrases);

void check_arguments(const Message& message, Phrases& phrases) {
    std::set<std::string> names;
    for (const Argument& argument : message.arguments) {
        CHECK(names.emplace(argument.name).second);
        if (const Words* words = std::get_if<Words>(&argument.value))
            CHECK(words->en.empty() == words->zh.empty());
        const auto* nested = std::get_if<std::vector<Message>>(&argument.value);
        if (nested == nullptr) continue;
        for (const Message& part : *nested) check_message(part, phrases);
    }
    CHECK(names == places_of(message.phrase->words.en));
    CHECK(names == places_of(message.phrase->words.zh));
}

/// Only the phrase's own places are looked for: a text of the input may hold braces of its own.
void check_rendered(const Message& message) {
    for (const Language language : {Language::english, Language::chinese}) {
        const std::string text = message.in(language);
        INFO(text);
        CHECK(!text.empty());
        CHECK(!text.ends_with('.'));
        CHECK(!text.ends_with("。"));
        for (const std::string& place : places_of(message.phrase->words.in(language))) {
            CHECK(text.find("{" + place + "}") == std::string::npos);
        }
    }
}

void check_message(const Message& message, Phrases& phrases) {
    INFO(message.in(Language::english));
    CHECK(message.phrase != nullptr);
    if (message.phrase == nullptr) return;
    INFO(message.phrase->id);
    const std::string text(message.phrase->words.en);
    CHECK(phrases.emplace(message.phrase->id, text).first->second == text);
    check_arguments(message, phrases);
    check_rendered(message);
}

/// A message by itself; its parts may be names alone.
void check_whole(const Message& message, Phrases& phrases) {
    check_message(message, phrases);
    const std::string chinese = message.in(Language::chinese);
    INFO(chinese);
    CHECK(holds_han(chinese));
}

void check_finding(const Diagnostic& finding, Phrases& phrases) {
    INFO(finding.rule->name);
    check_whole(finding.message, phrases);
    for (const Note& note : finding.notes) check_whole(note.message, phrases);
    for (const Fix& fix : finding.fixes) check_whole(fix.title, phrases);
}

void check_cases(const Rule& rule, Phrases& phrases) {
    const std::string name(rule.name);
    for (const auto& path : files_below(corpus() / "rules" / name)) {
        for (const Case& test : read_cases(path)) {
            std::vector<Span> spans;
            const std::string text = take_markers(test.text, spans);
            INFO(path.filename() << ":" << test.line);
            for (const Diagnostic& finding : lint_case(text, name, test)) check_finding(finding, phrases);
        }
    }
}

}  // namespace

TEST_CASE("a message is put together in both languages") {
    CHECK(en(bare) == "nothing to put in");
    CHECK(zh(bare) == "无需填写");
    CHECK(en(say({"what", std::string("a'b")})) == "says a'b");
    CHECK(zh(say({"what", std::int64_t{-1200}})) == "说 -1200");
    CHECK(en(say({"what", Words("red", "红色")})) == "says red");
    CHECK(zh(say({"what", Words("red", "红色")})) == "说 红色");
    const Message both{turned, {{"two", std::int64_t{2}}, {"one", std::int64_t{1}}}};
    CHECK(en(both) == "1 before 2, 1");
    CHECK(zh(both) == "2 在 1 之后");
}

TEST_CASE("a text of the input is quoted, and cut when it is long") {
    CHECK(en(say({"what", quoted("Psuh in")})) == "says 'Psuh in'");
    CHECK(zh(say({"what", quoted("推 进")})) == "说 '推 进'");
    const std::string limit(60, 'x');
    const std::string over = limit + 'y';
    CHECK(en(say({"what", camlint::quoted(limit)})) == "says '" + limit + "'");
    CHECK(en(say({"what", camlint::quoted(over)})) == "says '" + limit + "…'");
}

TEST_CASE("several texts of which one is meant are listed as each language lists them") {
    const auto any = [](std::vector<std::string> texts) { return say({"what", AnyOf{std::move(texts)}}); };
    CHECK(en(any({"A"})) == "says 'A'");
    CHECK(en(any({"A", "B"})) == "says 'A' or 'B'");
    CHECK(en(any({"A", "B", "C"})) == "says 'A', 'B' or 'C'");
    CHECK(zh(any({"A"})) == "说 'A'");
    CHECK(zh(any({"A", "B"})) == "说 'A' 或 'B'");
    CHECK(zh(any({"A", "B", "C"})) == "说 'A'、'B' 或 'C'");
}

TEST_CASE("messages inside a message are joined, in its language") {
    const std::vector<Message> parts{bare, say({"what", quoted("x")}), bare};
    CHECK(en(say({"what", parts})) == "says nothing to put in, says 'x', nothing to put in");
    CHECK(zh(say({"what", parts})) == "说 无需填写，说 'x'，无需填写");
    CHECK(en(say({"what", std::vector<Message>{bare}})) == "says nothing to put in");
}

TEST_CASE("a place without its argument stays visible, and no argument is read again") {
    CHECK(en(Message{says}) == "says {what}");
    CHECK(zh(Message{turned, {{"one", std::int64_t{1}}}}) == "{two} 在 1 之后");
    CHECK(en(say({"what", quoted("{what}")})) == "says '{what}'");
    CHECK(en(Message{turned, {{"one", std::string("{two}")}, {"two", std::string("{one}")}}}) ==
          "{two} before {one}, {two}");
    CHECK(Message().empty());
    CHECK(!Message(bare).empty());
}

TEST_CASE("phrases need the same places in both languages") {
    STATIC_REQUIRE(has_same_places("{a} and {b}", "{b}、{a}、{a}"));
    STATIC_REQUIRE(has_same_places("none", "无"));
    STATIC_REQUIRE(!has_same_places("{a}", "无"));
    STATIC_REQUIRE(!has_same_places("none", "{a}"));
    STATIC_REQUIRE(!has_same_places("{a}", "{b}"));
    STATIC_REQUIRE(!has_same_places("{a", "{a"));
}

TEST_CASE("a language is found by its tag") {
    for (const char* tag : {"zh", "zh_CN.UTF-8", "zh-Hans-CN", "ZH_TW", "zh.utf8", "zh@stroke"}) {
        INFO(tag);
        CHECK(find_language(tag) == Language::chinese);
    }
    for (const char* tag : {"en", "en-GB", "en_US.UTF-8", "EN"}) {
        INFO(tag);
        CHECK(find_language(tag) == Language::english);
    }
    for (const char* tag : {"", "C", "C.UTF-8", "POSIX", "de_DE", "zhx", "z", "_zh", "english"}) {
        INFO(tag);
        CHECK(!find_language(tag).has_value());
    }
}

TEST_CASE("rules are documented in both languages") {
    for (const Rule* rule : all_rules()) {
        INFO(rule->name);
        for (const Words& words : {rule->summary, rule->why, rule->basis.source}) {
            CHECK(!words.en.empty());
            CHECK(!words.zh.empty());
        }
        for (const Words& words : {rule->summary, rule->why}) {
            CHECK(holds_han(words.zh));
            CHECK(!holds_han(words.en));
        }
        CHECK(!rule->summary.zh.ends_with("。"));
        CHECK(rule->why.zh.ends_with("。"));
    }
}

TEST_CASE("every finding is said in both languages, with every place filled") {
    Phrases phrases;
    for (const Rule* rule : all_rules()) {
        for (const Example& example : rule->examples) {
            if (example.bad.empty()) continue;
            const std::string text = expand(example.bad);
            INFO(rule->name << ": " << (text.size() < 400 ? text : "(long)"));
            const bool is_off = rule->severity == Severity::off;
            for (const Diagnostic& finding :
                 is_off ? lint_bare(text, rule->name) : lint(text, example.carrier)) {
                check_finding(finding, phrases);
            }
        }
        check_cases(*rule, phrases);
    }
    CHECK(phrases.size() > all_rules().size());
}

}  // namespace camlint::test
