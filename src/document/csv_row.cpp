#include "document/csv_row.hpp"
#include "csv.hpp"
#include "text/line_index.hpp"

namespace camlint {
namespace {

namespace pegtl = tao::pegtl;
namespace rule = grammar::csv;

constexpr Phrase open_cell{"invalid-document.cell-open",
                           "the quote of this cell is never closed; expected '\"'",
                           "此单元格的引号没有闭合；应有 '\"'"};
constexpr Phrase behind_cell{
    "invalid-document.cell-rest",
    "cannot read {text} behind a closing quote; expected the next cell or the end of the row, and a quote "
    "inside quotes written twice",
    "无法解析右引号后面的 {text}；此处应为下一个单元格或行尾，引号内的引号应写两次"};

struct Builder {
    std::string_view bytes;
    CsvRow row;
};

template <typename Rule>
struct Action : pegtl::nothing<Rule> {};

template <>
struct Action<rule::open_quote> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        const Span quote = span_of(in, builder.bytes);
        builder.row.cells.push_back(
            {.span = quote, .content = {quote.end, quote.end}, .quoted = true, .doubled = {}});
    }
};

template <>
struct Action<rule::doubled> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.row.cells.back().doubled.push_back(span_of(in, builder.bytes));
    }
};

template <>
struct Action<rule::quoted> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        Cell& cell = builder.row.cells.back();
        cell.content = span_of(in, builder.bytes);
        cell.span.end = cell.content.end;
    }
};

template <>
struct Action<rule::close_quote> {
    template <typename ActionInput>
    static void apply(const ActionInput&, Builder& builder) {
        builder.row.cells.back().span.end += 1;
    }
};

template <>
struct Action<rule::unclosed> {
    template <typename ActionInput>
    static void apply(const ActionInput&, Builder& builder) {
        Cell& cell = builder.row.cells.back();
        const std::size_t quote = cell.span.begin;
        const Span text = cell.content;
        cell.content.end = text.begin + without_line_end(slice(builder.bytes, text)).size();
        builder.row.problems.push_back({.span = {quote, quote + 1}, .message = open_cell});
    }
};

template <char Delimiter>
struct Action<rule::rest<Delimiter>> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        const Span span = span_of(in, builder.bytes);
        builder.row.problems.push_back(
            {.span = span, .message = {behind_cell, {{"text", quoted(in.string_view())}}}});
    }
};

template <char Delimiter>
struct Action<rule::plain<Delimiter>> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        const Span span = span_of(in, builder.bytes);
        builder.row.cells.push_back({.span = span, .content = span, .quoted = false, .doubled = {}});
    }
};

template <char Delimiter>
CsvRow parse(std::string_view bytes) {
    Builder builder{.bytes = bytes, .row = {}};
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        bytes.data(), bytes.data() + bytes.size(), "");
    pegtl::parse<rule::row<Delimiter>, Action>(in, builder);
    return std::move(builder.row);
}

/// Offset of the quote that closes the one at `open`; npos where it is not there, or may be the first
/// half of two.
std::size_t closing_quote(std::string_view bytes, std::size_t open, bool ended) {
    std::size_t at = bytes.find('"', open + 1);
    while (at != std::string_view::npos && bytes.substr(at).starts_with("\"\"")) at = bytes.find('"', at + 2);
    const bool is_last = at != std::string_view::npos && at + 1 == bytes.size();
    return is_last && !ended ? std::string_view::npos : at;
}

}  // namespace

CsvRow parse_row(std::string_view bytes, char delimiter) {
    switch (delimiter) {
        case '\t': return parse<'\t'>(bytes);
        case ';': return parse<';'>(bytes);
        default: return parse<','>(bytes);
    }
}

std::size_t row_size(std::string_view bytes, char delimiter, bool ended) {
    bool at_start = true;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const char byte = bytes[at];
        if (byte == '"' && at_start) {
            const std::size_t open = at;
            at = closing_quote(bytes, open, ended);
            if (at == std::string_view::npos)
                return ended ? open + first_line(bytes.substr(open)).size() : at;
            at_start = false;
            continue;
        }
        if (byte == '\n') return at + 1;
        if (byte == '\r') {
            if (at + 1 == bytes.size() && !ended) break;
            return at + (bytes.substr(at).starts_with("\r\n") ? 2 : 1);
        }
        at_start = byte == delimiter;
    }
    return ended ? bytes.size() : std::string_view::npos;
}

std::size_t analyze_csv_grammar() { return pegtl::analyze<rule::row<','>>(-1); }

}  // namespace camlint
