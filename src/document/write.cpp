#include "document/write.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "text/line_index.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

void double_quotes_in(std::string& text) {
    for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 2)) {
        text.insert(at, 1, '"');
    }
}

/// What is special to a shell, with a backslash before it.
void escape_for_shell(std::string& text, std::string_view special) {
    for (std::size_t at = text.find_first_of(special); at != std::string::npos;
         at = text.find_first_of(special, at + 2)) {
        text.insert(at, 1, '\\');
    }
}

void escape_for_single_quotes(std::string& text) {
    constexpr std::string_view written = "'\\''";
    for (std::size_t at = text.find('\''); at != std::string::npos;
         at = text.find('\'', at + written.size())) {
        text.replace(at, 1, written);
    }
}

bool is_plain_word(std::string_view text) {
    return text.find_first_of(" \t\r\n\"'\\$`|&;<>()*?[]{}~#!") == std::string_view::npos;
}

bool is_json(Notation notation) { return notation == Notation::json || notation == Notation::json_ascii; }

/// A code point as JSON escapes: one UTF-16 unit or two.
void append_units(std::string& out, char32_t point) {
    if (point > 0xFFFF) {
        append_units(out, 0xD800 + ((point - 0x10000) >> 10));
        point = 0xDC00 + ((point - 0x10000) & 0x3FF);
    }
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(point));
}

/// The enclosure that `span` lies in, null where none touches it; `cut` is set where one does that does
/// not hold all of it.
const Enclosure* find_enclosure(const Document& document, Span span, bool& cut) {
    const auto& all = document.enclosures;
    const auto ends_before = [&](const Enclosure& e) { return e.span.end < span.begin; };
    auto row = std::partition_point(all.begin(), all.end(), ends_before);
    for (; row != all.end() && row->span.begin <= span.end; ++row) {
        if (row->span.begin <= span.begin && span.end <= row->span.end) return &*row;
        cut = cut || (row->span.begin < span.end && span.begin < row->span.end);
    }
    return nullptr;
}

/// A cell that needs quotes is looked through for each fix in it; beyond this it is not mended.
constexpr std::size_t longest_cell = std::size_t{16} * 1024;

/// Puts quotes around a cell that has none, and doubles those that it holds.
void quote_cell(std::vector<Edit>& edits, Span cell, std::string_view bytes) {
    edits.insert(edits.begin(), {.span = {cell.begin, cell.begin}, .text = "\""});
    const std::string_view text = slice(bytes, cell);
    for (std::size_t i = text.find('"'); i != std::string_view::npos; i = text.find('"', i + 1)) {
        const std::size_t at = cell.begin + i;
        const auto replaced = [at](const Edit& e) { return e.span.begin <= at && at < e.span.end; };
        if (std::ranges::none_of(edits, replaced)) edits.push_back({.span = {at, at}, .text = "\""});
    }
    edits.push_back({.span = {cell.end, cell.end}, .text = "\""});
}

/// Edits at one place become one: where a quote comes before or behind what is put there.
void settle(std::vector<Edit>& edits) {
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.begin, e.span.end); });
    std::vector<Edit> merged;
    for (Edit& edit : edits) {
        if (!merged.empty() && merged.back().span.end == edit.span.begin) {
            merged.back().span.end = edit.span.end;
            merged.back().text += edit.text;
        } else {
            merged.push_back(std::move(edit));
        }
    }
    edits = std::move(merged);
}

}  // namespace

std::string escape(std::string_view text, Notation notation) {
    if (!is_json(notation)) return std::string(text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        const std::string_view bytes = text.substr(at, point.size);
        at += point.size;
        if (bytes == "\"" || bytes == "\\") {
            out += '\\';
            out += bytes;
        } else if (point.value < 0x20 || (point.value >= 0x80 && notation == Notation::json_ascii)) {
            append_units(out, point.value);
        } else {
            out += bytes;
        }
    }
    return out;
}

std::string string_value(std::string_view text, Notation notation) {
    std::string value = escape(text, notation);
    return is_json(notation) ? '"' + value + '"' : value;
}

std::optional<Edit> add_field(const Document& document, const Prompt& prompt, std::string_view bytes,
                              std::string_view name, std::string_view value) {
    if (prompt.fields.empty()) return std::nullopt;
    const Field& last = prompt.fields.back();
    const std::size_t end = last.value.span.end;
    if (prompt.notation == Notation::front_matter) {
        const std::string_view rest = first_line(bytes.substr(end));
        const std::string_view line_end = rest.substr(without_line_end(rest).size());
        const std::size_t behind = end + rest.size();
        return Edit{.span = {behind, behind}, .text = fmt::format("{}: {}{}", name, value, line_end)};
    }
    if (!is_json(prompt.notation)) return std::nullopt;
    bool cut = false;
    const bool enclosed = find_enclosure(document, {last.name_written.begin, end}, cut) != nullptr;
    if (!enclosed && cut) return std::nullopt;
    std::string_view before = ", ";
    const std::size_t name_end = last.name_written.end;
    std::string_view colon = bytes.substr(name_end, last.value.span.begin - name_end);
    if (prompt.fields.size() > 1) {
        const std::size_t previous = prompt.fields[prompt.fields.size() - 2].value.span.end;
        before = bytes.substr(previous, last.name_written.begin - previous);
    } else if (colon == ":") {
        before = ",";
    }
    // A shell's line continuation is no style.
    if (before.find('\\') != std::string_view::npos) before = ", ";
    if (colon.find('\\') != std::string_view::npos) colon = ": ";
    return Edit{.span = {end, end}, .text = fmt::format("{}\"{}\"{}{}", before, name, colon, value)};
}

std::optional<std::vector<Edit>> enclose(const Document& document, std::string_view bytes,
                                         std::span<const Edit> edits) {
    std::vector<Edit> result(edits.begin(), edits.end());
    if (document.enclosures.empty()) return result;
    std::vector<Span> cells;  // that need quotes now
    for (Edit& edit : result) {
        bool cut = false;
        const Enclosure* around = find_enclosure(document, edit.span, cut);
        if (cut && around == nullptr) return std::nullopt;
        if (around == nullptr) continue;
        switch (around->quoting) {
            case Quoting::quoted_cell: double_quotes_in(edit.text); break;
            case Quoting::single_quotes: escape_for_single_quotes(edit.text); break;
            case Quoting::double_quotes: escape_for_shell(edit.text, "\"\\$`"); break;
            case Quoting::here_document: escape_for_shell(edit.text, "\\$`"); break;
            case Quoting::opaque: return std::nullopt;
            case Quoting::bare_word:
                if (!is_plain_word(edit.text)) return std::nullopt;
                break;
            case Quoting::cell:
                if (edit.text.find_first_of(",;\t\"\r\n") == std::string::npos) break;
                if (around->span.size() > longest_cell) return std::nullopt;
                double_quotes_in(edit.text);
                if (std::ranges::find(cells, around->span) == cells.end()) cells.push_back(around->span);
                break;
        }
    }
    for (const Span cell : cells) quote_cell(result, cell, bytes);
    if (!cells.empty()) settle(result);
    return result;
}

}  // namespace camlint
