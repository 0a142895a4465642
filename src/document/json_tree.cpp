#include "document/json_tree.hpp"

#include <fmt/format.h>

#include "json.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

namespace pegtl = tao::pegtl;
namespace rule = grammar::json;

constexpr Phrase too_short{"invalid-document.json-end", "the JSON ends too early; expected {expected}",
                           "JSON 过早结束；此处应为：{expected}"};
constexpr Phrase unreadable{"invalid-document.json", "cannot read {text} in JSON; expected {expected}",
                            "无法解析 JSON 中的 {text}；此处应为：{expected}"};
constexpr Phrase control_character{"invalid-document.json-control",
                                   "control character {code} in JSON; expected {expected}",
                                   "JSON 中有控制字符 {code}；此处应为：{expected}"};
constexpr Phrase unescaped{"invalid-document.json-unescaped",
                           "control character {code} in JSON; expected it written as {escape}, or {expected}",
                           "JSON 中有控制字符 {code}；应写作 {escape}，或此处应为：{expected}"};

struct Builder : rule::Depth {
    std::string_view text;
    std::vector<JsonNode>& nodes;
    std::vector<std::size_t>& open;

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
inline constexpr Words expected;
template <>
inline constexpr Words expected<rule::root>{"a value", "值"};
template <>
inline constexpr Words expected<rule::member_value>{"a value", "值"};
template <>
inline constexpr Words expected<rule::next_element>{"a value", "值"};
template <>
inline constexpr Words expected<rule::next_member>{"a name in double quotes", "双引号中的名称"};
template <>
inline constexpr Words expected<rule::colon>{"':'", "':'"};
template <>
inline constexpr Words expected<rule::object_end>{"',' or '}'", "',' 或 '}'"};
template <>
inline constexpr Words expected<rule::array_end>{"',' or ']'", "',' 或 ']'"};
template <>
inline constexpr Words expected<rule::quote>{"'\"' at the end of the string", "字符串末尾的 '\"'"};
template <>
inline constexpr Words expected<rule::escape_letter>{"one of \" \\ / b f n r t u behind '\\'",
                                                     "'\\' 后面的 \" \\ / b f n r t u 之一"};
template <>
inline constexpr Words expected<rule::hex_digits>{"four hex digits behind '\\u'",
                                                  "'\\u' 后面的四位十六进制数字"};
template <>
inline constexpr Words expected<rule::digits>{"a digit", "数字"};
template <>
inline constexpr Words expected<rule::magnitude>{"a digit", "数字"};
template <>
inline constexpr Words expected<rule::end>{"the end of the document", "文档结尾"};
template <>
inline constexpr Words expected<rule::nesting>{"at most 64 levels of nesting", "最多 64 层嵌套"};
static_assert(rule::max_depth == 64);

/// Leaves the parse; caught in parse_json and nowhere else.
struct Failure {
    std::size_t at;
    Words expected;
};

template <typename Rule>
struct Control : pegtl::normal<Rule> {
    template <typename ParseInput>
    [[noreturn]] static void raise(const ParseInput& in, const Builder& builder) {
        throw Failure{static_cast<std::size_t>(in.current() - builder.text.data()),
                      expected<Rule>.empty() ? Words{"JSON", "JSON"} : expected<Rule>};
    }
};

Problem describe(const Failure& failure, std::string_view text) {
    if (failure.at == text.size()) {
        // The end is where the last byte of JSON is, not behind the line end that closes the file.
        const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
        return {.span = {end, end}, .message = {too_short, {{"expected", failure.expected}}}};
    }
    const Span span{failure.at, failure.at + decode(text, failure.at).size};
    const std::string_view found = slice(text, span);
    const auto byte = static_cast<unsigned char>(found.front());
    if (byte >= 0x20) {
        return {.span = span,
                .message = {unreadable, {{"text", quoted(found)}, {"expected", failure.expected}}}};
    }
    // A line end inside a string is the most frequent slip of those who write JSON by hand.
    std::vector<Argument> arguments{{"code", fmt::format("U+{:04X}", byte)}, {"expected", failure.expected}};
    if (failure.expected.en != expected<rule::quote>.en) {
        return {.span = span, .message = {control_character, std::move(arguments)}};
    }
    arguments.push_back({"escape", Quoted{fmt::format("\\u{:04x}", byte)}});
    return {.span = span, .message = {unescaped, std::move(arguments)}};
}

}  // namespace

void parse_json(std::string_view text, JsonTree& tree) {
    tree.nodes.clear();
    tree.open.clear();
    tree.failure.reset();
    Builder builder{{}, text, tree.nodes, tree.open};
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        text.data(), text.data() + text.size(), "");
    try {
        pegtl::parse<rule::document, Action, Control>(in, builder);
    } catch (const Failure& failure) {
        tree.failure = describe(failure, text);
    }
}

JsonTree parse_json(std::string_view text) {
    JsonTree tree;
    parse_json(text, tree);
    return tree;
}

std::size_t analyze_json_grammar() { return pegtl::analyze<rule::document>(-1); }

}  // namespace camlint
