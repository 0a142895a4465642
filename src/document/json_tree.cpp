#include "document/json_tree.hpp"

#include <fmt/format.h>

#include "json.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

namespace pegtl = tao::pegtl;
namespace rule = grammar::json;

struct Builder : rule::Depth {
    std::string_view text;
    std::vector<JsonNode> nodes;
    std::vector<std::size_t> open;  ///< arrays and objects that are not closed yet

    void leaf(ValueKind kind, Span span) {
        nodes.push_back({.kind = kind, .span = span, .next = nodes.size() + 1});
    }
    void begin(ValueKind kind, Span span) {
        open.push_back(nodes.size());
        nodes.push_back({.kind = kind, .span = span});
    }
    void end(Span span) {
        JsonNode& node = nodes[open.back()];
        node.span.end = span.end;
        node.next = nodes.size();
        open.pop_back();
    }
};

template <typename Rule>
struct Action : pegtl::nothing<Rule> {};

template <ValueKind kind>
struct Leaf {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.leaf(kind, span_of(in, builder.text));
    }
};
template <>
struct Action<rule::name> : Leaf<ValueKind::string> {};
template <>
struct Action<rule::string> : Leaf<ValueKind::string> {};
template <>
struct Action<rule::true_> : Leaf<ValueKind::boolean> {};
template <>
struct Action<rule::false_> : Leaf<ValueKind::boolean> {};
template <>
struct Action<rule::null> : Leaf<ValueKind::null> {};

template <>
struct Action<rule::number> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        const bool whole = in.string_view().find_first_of(".eE") == std::string_view::npos;
        builder.leaf(whole ? ValueKind::integer : ValueKind::number, span_of(in, builder.text));
    }
};

template <ValueKind kind>
struct Begin {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.begin(kind, span_of(in, builder.text));
    }
};
template <>
struct Action<rule::object_begin> : Begin<ValueKind::object> {};
template <>
struct Action<rule::array_begin> : Begin<ValueKind::array> {};

struct End {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.end(span_of(in, builder.text));
    }
};
template <>
struct Action<rule::object_end> : End {};
template <>
struct Action<rule::array_end> : End {};

/// What would have let the parse go on where a rule failed.
template <typename Rule>
inline constexpr const char* expected = nullptr;
template <>
inline constexpr const char* expected<rule::root> = "a value";
template <>
inline constexpr const char* expected<rule::member_value> = "a value";
template <>
inline constexpr const char* expected<rule::next_element> = "a value";
template <>
inline constexpr const char* expected<rule::next_member> = "a name in double quotes";
template <>
inline constexpr const char* expected<rule::colon> = "':'";
template <>
inline constexpr const char* expected<rule::object_end> = "',' or '}'";
template <>
inline constexpr const char* expected<rule::array_end> = "',' or ']'";
template <>
inline constexpr const char* expected<rule::quote> = "'\"' at the end of the string";
template <>
inline constexpr const char* expected<rule::escape_letter> = "one of \" \\ / b f n r t u behind '\\'";
template <>
inline constexpr const char* expected<rule::hex_digits> = "four hex digits behind '\\u'";
template <>
inline constexpr const char* expected<rule::digits> = "a digit";
template <>
inline constexpr const char* expected<rule::magnitude> = "a digit";
template <>
inline constexpr const char* expected<rule::end> = "the end of the document";
template <>
inline constexpr const char* expected<rule::nesting> = "at most 64 levels of nesting";
static_assert(rule::max_depth == 64);

/// Leaves the parse; caught in parse_json and nowhere else.
struct Failure {
    std::size_t at;
    const char* expected;
};

template <typename Rule>
struct Control : pegtl::normal<Rule> {
    template <typename ParseInput>
    [[noreturn]] static void raise(const ParseInput& in, const Builder& builder) {
        throw Failure{static_cast<std::size_t>(in.current() - builder.text.data()),
                      expected<Rule> != nullptr ? expected<Rule> : "JSON"};
    }
};

Problem describe(const Failure& failure, std::string_view text) {
    if (failure.at == text.size()) {
        // The end is where the last byte of JSON is, not behind the line end that closes the file.
        const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
        return {.span = {end, end},
                .message = fmt::format("the JSON ends too early; expected {}", failure.expected)};
    }
    const Span span{failure.at, failure.at + decode(text, failure.at).size};
    const std::string_view found = slice(text, span);
    const auto byte = static_cast<unsigned char>(found.front());
    const std::string_view expectation = failure.expected;
    if (byte >= 0x20) {
        return {.span = span,
                .message = fmt::format("cannot read {} in JSON; expected {}", quote(found), expectation)};
    }
    // A line end inside a string is the most frequent slip of those who write JSON by hand.
    const bool in_string = expectation == expected<rule::quote>;
    return {.span = span,
            .message =
                fmt::format("control character U+{:04X} in JSON; expected {}{}", byte,
                            in_string ? fmt::format("it written as '\\u{:04x}', or ", byte) : std::string(),
                            expectation)};
}

}  // namespace

JsonTree parse_json(std::string_view text) {
    Builder builder;
    builder.text = text;
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        text.data(), text.data() + text.size(), "");
    JsonTree tree;
    try {
        pegtl::parse<rule::document, Action, Control>(in, builder);
    } catch (const Failure& failure) {
        tree.failure = describe(failure, text);
    }
    tree.nodes = std::move(builder.nodes);
    return tree;
}

std::size_t analyze_json_grammar() { return pegtl::analyze<rule::document>(-1); }

}  // namespace camlint
