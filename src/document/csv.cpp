// CSV: a header names the columns; `prompt` or the column that the user names holds the prompts, and
// columns named like request fields hold those.

#include "document/csv_row.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "catalog/fields.hpp"
#include "catalog/near.hpp"
#include "text/ascii.hpp"
#include "text/line_index.hpp"

namespace camlint {
namespace {

constexpr std::array<char, 3> delimiters{',', '\t', ';'};

constexpr Phrase no_column{"invalid-document.column", "no column {column} in the header",
                           "表头中没有列 {column}"};
constexpr Phrase near_column{"invalid-document.column-near",
                             "no column {column} in the header; did you mean {near}?",
                             "表头中没有列 {column}；是否想写 {near}？"};
constexpr Phrase one_cell{"invalid-document.cell",
                          "the row has {cells} cell; expected {columns}, as the header has",
                          "此行有 {cells} 个单元格；应与表头一致，有 {columns} 个"};
constexpr Phrase many_cells{"invalid-document.cells",
                            "the row has {cells} cells; expected {columns}, as the header has",
                            "此行有 {cells} 个单元格；应与表头一致，有 {columns} 个"};

/// The cell's text, and the way back to it.
struct Decoded {
    std::string_view text;
    SourceMap map;
};

Decoded decode(const Cell& cell, std::string_view bytes, Document& document) {
    Decoded result{.text = slice(bytes, cell.content), .map = SourceMap(cell.content.begin)};
    if (cell.doubled.empty()) return result;
    std::string& out = document.decoded.emplace_back();
    std::size_t copied = cell.content.begin;
    for (const Span pair : cell.doubled) {
        out.append(bytes.substr(copied, pair.begin - copied));
        out += '"';
        result.map.add({.text = {out.size() - 1, out.size()}, .host = pair});
        copied = pair.end;
    }
    out.append(bytes.substr(copied, cell.content.end - copied));
    result.text = out;
    return result;
}

std::string column_name(const Cell& cell, std::string_view bytes) {
    Document scratch;
    std::string name(decode(cell, bytes, scratch).text);
    const std::size_t first = name.find_first_not_of(' ');
    const std::size_t last = name.find_last_not_of(' ');
    return first == std::string::npos ? std::string() : name.substr(first, last - first + 1);
}

/// The request field of a column, in whatever letter case a spreadsheet has it.
const RequestField* field_named(std::string_view name) {
    const auto row = std::ranges::find_if(
        request_fields(), [name](const RequestField& f) { return is_same_word(f.name, name); });
    return row == request_fields().end() ? nullptr : &*row;
}

/// The columns that may hold the prompts; the first that is there does.
std::vector<std::string> wanted_columns(const Hints& hints) {
    if (!hints.prompt_column.empty()) return {std::string(hints.prompt_column)};
    std::vector<std::string> columns{"prompt"};
    columns.insert(columns.end(), hints.prompt_fields.begin(), hints.prompt_fields.end());
    return columns;
}

/// A cell as the value of a field: it has no type of its own, so a number or truth value is one where
/// the field is documented as one.
Value value_of(const Cell& cell, const RequestField& field, std::string_view bytes, Document& document) {
    const std::string_view text = decode(cell, bytes, document).text;
    const ValueKind plain = kind_of_plain(text);
    const bool typed =
        plain == ValueKind::integer || plain == ValueKind::number || plain == ValueKind::boolean;
    const bool is_string = field.type == FieldType::string || !typed;
    return {.kind = is_string ? ValueKind::string : plain,
            .span = cell.content,
            .content = cell.content,
            .text = !is_string && plain == ValueKind::boolean ? truth_of(text) : text};
}

class CsvReader {
public:
    explicit CsvReader(const Hints& hints)
        : delimiter_(delimiter_of(hints)),
          wanted_(wanted_columns(hints)),
          is_asked_(!hints.prompt_column.empty()) {}

    /// One row or more.
    Document read(const Source& source) {
        Document document;
        for (std::size_t at = start_of(source); at < source.bytes.size();) {
            const std::string_view rest = source.bytes.substr(at);
            const std::size_t size = row_size(rest, delimiter_, true);
            read_row(rest.substr(0, size), at, source.bytes, document);
            at += size;
        }
        std::ranges::stable_sort(document.problems, {}, [](const Problem& p) { return p.span.begin; });
        return document;
    }

private:
    void read_row(std::string_view line, std::size_t at, std::string_view bytes, Document& document) {
        if (without_line_end(line).empty()) return;
        CsvRow row = parse_row(line, delimiter_);
        shift(row, at);
        is_broken_ = is_broken_ || !row.problems.empty();
        for (Problem& problem : row.problems) document.problems.push_back(std::move(problem));
        if (!has_header_) {
            read_header(row, bytes, document);
        } else if (prompt_) {
            read_prompt(row, bytes, document);
        }
    }

    static void shift(CsvRow& row, std::size_t by) {
        if (by == 0) return;
        const auto move = [by](Span& span) { span = {span.begin + by, span.end + by}; };
        for (Problem& problem : row.problems) move(problem.span);
        for (Cell& cell : row.cells) {
            move(cell.span);
            move(cell.content);
            for (Span& pair : cell.doubled) move(pair);
        }
    }

    void read_header(const CsvRow& row, std::string_view bytes, Document& document) {
        has_header_ = true;
        std::vector<std::string> names;
        for (const Cell& cell : row.cells) names.push_back(column_name(cell, bytes));
        for (const std::string& wanted : wanted_) {
            const auto is_wanted = [&](const std::string& name) { return is_same_word(name, wanted); };
            const auto column = std::ranges::find_if(names, is_wanted);
            if (!prompt_ && column != names.end()) prompt_ = column - names.begin();
        }
        for (const std::string& name : names) {
            fields_.push_back(is_same_word(name, wanted_.front()) ? nullptr : field_named(name));
        }
        if (prompt_) return;
        const std::string& wanted = wanted_.front();
        const std::vector<std::string_view> views(names.begin(), names.end());
        // Unasked, only a slip counts: many tables have a column that is a little like it.
        const auto is_slip = [&](std::string_view name) { return edit_distance(name, wanted, 1) <= 1; };
        const auto slip = std::ranges::find_if(views, is_slip);
        const std::string_view near = is_asked_             ? nearest(wanted, views)
                                      : slip != views.end() ? *slip
                                                            : std::string_view{};
        if (near.empty() && !is_asked_) return;  // not a table of prompts
        const Span header{row.cells.front().span.begin, row.cells.back().span.end};
        document.problems.push_back(
            {.span = header,
             .message = near.empty()
                            ? Message{no_column, {{"column", quoted(wanted)}}}
                            : Message{near_column, {{"column", quoted(wanted)}, {"near", quoted(near)}}}});
    }

    void read_prompt(const CsvRow& row, std::string_view bytes, Document& document) const {
        // Spreadsheets end a table with rows of nothing.
        const auto is_empty = [](const Cell& cell) { return cell.span.empty(); };
        if (row.cells.size() > 1 && std::ranges::all_of(row.cells, is_empty)) return;
        const std::size_t columns = fields_.size();
        const std::size_t cells = row.cells.size();
        if (cells != columns) {
            const std::size_t end = row.cells.back().span.end;
            const std::size_t begin = cells > columns ? row.cells[columns].span.begin : end;
            document.problems.push_back({.span = {begin, end},
                                         .message = {cells == 1 ? one_cell : many_cells,
                                                     {{"cells", static_cast<std::int64_t>(cells)},
                                                      {"columns", static_cast<std::int64_t>(columns)}}}});
        }
        if (*prompt_ >= cells) return;
        const Cell& cell = row.cells[*prompt_];
        Decoded text = decode(cell, bytes, document);
        Prompt prompt{.text = text.text,
                      .map = std::move(text.map),
                      .anchor = {cell.content.begin, cell.content.begin},
                      .notation = Notation::cells};
        for (std::size_t i = 0; i < std::min(cells, columns); ++i) {
            const Cell& other = row.cells[i];
            const bool is_read = i == *prompt_ || (fields_[i] != nullptr && !other.content.empty());
            if (!is_read) continue;
            document.enclosures.push_back({.span = other.content, .quoting = quoting_of(other)});
            if (i == *prompt_) continue;
            prompt.fields.push_back({.name = fields_[i]->name,
                                     .name_span = other.content,
                                     .value = value_of(other, *fields_[i], bytes, document)});
        }
        document.prompts.push_back(std::move(prompt));
    }

    /// Beside a quote that is lost, one more could pair with it.
    [[nodiscard]] Quoting quoting_of(const Cell& cell) const {
        if (is_broken_) return Quoting::opaque;
        return cell.quoted ? Quoting::quoted_cell : Quoting::cell;
    }

    char delimiter_;
    std::vector<std::string> wanted_;
    bool is_asked_;
    bool has_header_ = false;
    bool is_broken_ = false;  ///< a row could not be read as it stands
    std::optional<std::size_t> prompt_;
    std::vector<const RequestField*> fields_;  ///< per column, null where it is none
};

}  // namespace

bool has_column(std::string_view header, char delimiter, std::string_view name) {
    const CsvRow row = parse_row(header, delimiter);
    // By another mark a quoted cell goes on behind its closing quote.
    return row.problems.empty() && std::ranges::any_of(row.cells, [&](const Cell& cell) {
               return is_same_word(column_name(cell, header), name);
           });
}

char delimiter_of(const Hints& hints) {
    std::string_view head = hints.head;
    if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
    for (const char delimiter : delimiters) {
        const std::string_view line = head.substr(0, std::min(head.size(), row_size(head, delimiter, true)));
        const auto has = [&](std::string_view name) { return has_column(line, delimiter, name); };
        if (std::ranges::any_of(wanted_columns(hints), has)) return delimiter;
    }
    return hints.file_name.ends_with(".tsv") ? '\t' : ',';
}

Reader open_csv(const Hints& hints) {
    return [reader = CsvReader(hints)](const Source& source, Document& into) mutable {
        into = reader.read(source);
    };
}

}  // namespace camlint
