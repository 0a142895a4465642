// A .prompt file: front matter with request fields, then the prompt.

#include "document/carriers.hpp"
#include "document/json_string.hpp"
#include "document/waiver.hpp"
#include "front_matter.hpp"
#include "text/line_index.hpp"

namespace camlint {
namespace {

namespace pegtl = tao::pegtl;
namespace rule = grammar::front_matter;

constexpr Phrase no_field{"invalid-document.front-matter-line",
                          "cannot read {text} in front matter; expected 'name: value'",
                          "无法解析 front matter 中的 {text}；应为 'name: value'"};
constexpr Phrase behind_quotes{"invalid-document.front-matter-rest",
                               "cannot read {text} behind a value in quotes",
                               "无法解析带引号的值后面的 {text}"};
constexpr Phrase open_value{"invalid-document.front-matter-value",
                            "the value {value} is not closed; expected {quote} at its end",
                            "值 {value} 没有闭合；末尾应有 {quote}"};
constexpr Phrase open_head{"invalid-document.front-matter-open",
                           "front matter is not closed; expected a line '---' after its last field",
                           "front matter 没有闭合；最后一个字段之后应有一行 '---'"};

struct Head {
    std::string_view bytes;
    std::vector<Field> fields;
    std::vector<Problem> problems;
    std::size_t body = 0;
    bool closed = false;
};

/// Offset behind the quote that closes a quoted value, npos if nothing closes it.
std::size_t closing_quote(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '\\' && text.front() == '"') {
            ++at;
        } else if (text[at] == text.front()) {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

bool is_quoted(std::string_view text) { return text.starts_with('"') || text.starts_with('\''); }

/// The value without a comment and without white space behind it. A plain value ends before " #".
std::string_view without_comment(std::string_view text) {
    const std::size_t from = is_quoted(text) ? closing_quote(text) : 0;
    if (from != std::string_view::npos) {
        const std::size_t comment = text.starts_with('#') ? 0 : text.find(" #", from);
        text = text.substr(0, comment);
    }
    const std::size_t last = text.find_last_not_of(" \t");
    return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

template <typename Rule>
struct Action : pegtl::nothing<Rule> {};

template <>
struct Action<rule::name> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Head& head) {
        head.fields.push_back({.name = in.string_view(), .name_span = span_of(in, head.bytes), .value = {}});
    }
};

template <>
struct Action<rule::value> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Head& head) {
        const std::string_view text = without_comment(in.string_view());
        Span span = span_of(in, head.bytes);
        span.end = span.begin + text.size();
        const ValueKind kind = kind_of_plain(text);
        const std::string_view truth = truth_of(text);
        head.fields.back().value = {
            .kind = kind, .span = span, .content = span, .text = truth.empty() ? text : truth};
    }
};

template <>
struct Action<rule::unknown> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Head& head) {
        head.problems.push_back(
            {.span = span_of(in, head.bytes), .message = {no_field, {{"text", quoted(in.string_view())}}}});
    }
};

template <>
struct Action<rule::closing_fence> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Head& head) {
        head.body = span_of(in, head.bytes).end;
        head.closed = true;
    }
};

/// Takes the quotes off quoted values; double-quoted ones are read with JSON's escapes.
void unquote(Field& field, Document& document) {
    const std::string_view text = field.value.text;
    if (!is_quoted(text)) return;
    field.value.kind = ValueKind::string;
    const std::size_t end = closing_quote(text);
    if (end != text.size()) {
        const bool closed = end != std::string_view::npos;
        document.problems.push_back(
            {.span = field.value.span,
             .message = closed ? Message{behind_quotes, {{"text", quoted(text.substr(end))}}}
                               : Message{open_value,
                                         {{"value", quoted(text)},
                                          {"quote", std::string(text.front() == '"' ? "'\"'" : "\"'\"")}}}});
        field.value.text = text.substr(1, closed ? end - 2 : end);
        const std::size_t begin = field.value.span.begin + 1;
        field.value.content = {begin, begin + field.value.text.size()};
        return;
    }
    field.value.content = {field.value.span.begin + 1, field.value.span.end - 1};
    field.value.text = text.substr(1, text.size() - 2);
    if (text.front() == '"') {
        SourceMap unused;
        field.value.text = decode_string(field.value.text, field.value.content.begin, document, unused);
    }
}

/// Takes what is no field of a request, but said to camlint: which rules are not to be told here. The
/// comment behind it is the reason.
void take_waivers(std::vector<Field>& fields, std::string_view bytes, Document& document) {
    for (const Field& field : fields) {
        if (field.name != waiver_word) continue;
        const std::size_t end = field.value.span.end;
        const std::size_t line_end = std::min(bytes.find_first_of("\r\n", end), bytes.size());
        std::string_view reason = slice(bytes, {end, line_end});
        reason.remove_prefix(std::min(reason.find_first_not_of(" \t#"), reason.size()));
        reason = reason.substr(0, reason.find_last_not_of(" \t") + 1);
        const std::size_t next = line_end + (bytes.substr(line_end).starts_with("\r\n") ? 2 : 1);
        add_waivers(document, bytes,
                    {.covers = {0, bytes.size()},
                     .word = field.name_span,
                     .names = field.value.span,
                     .whole = {field.name_span.begin, std::min(next, bytes.size())},
                     .reason = reason});
    }
    std::erase_if(fields, [](const Field& field) { return field.name == waiver_word; });
}

}  // namespace

Document read_prompt_file(const Source& source) {
    const std::size_t start = start_of(source);
    Head head{.bytes = source.bytes, .fields = {}, .problems = {}, .body = start};
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        source.bytes.data(), source.bytes.data() + source.bytes.size(), "");
    const bool has_head = pegtl::parse<rule::document, Action>(in, head);

    Document document;
    if (has_head && !head.closed) {
        // Nothing is lost: without a closing fence the rest is linted as the prompt.
        const std::size_t line = first_line(source.bytes).size();
        head.body = line;
        head.fields.clear();
        head.problems = {{.span = {start, line}, .message = open_head}};
    }
    const std::string_view text = without_line_end(source.bytes.substr(head.body));
    document.problems = std::move(head.problems);
    take_waivers(head.fields, source.bytes, document);
    document.prompts.push_back({.text = text,
                                .map = SourceMap(head.body),
                                .anchor = {head.body, head.body},
                                .fields = std::move(head.fields),
                                .notation = Notation::front_matter});
    for (Field& field : document.prompts.back().fields) unquote(field, document);
    return document;
}

}  // namespace camlint
