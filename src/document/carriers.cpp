#include "document/carriers.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "document/csv_row.hpp"
#include "document/json_tree.hpp"
#include "text/ascii.hpp"
#include "text/line_index.hpp"

namespace camlint {
namespace {

constexpr std::array<std::string_view, 1> text_extensions{".txt"};
constexpr std::array<std::string_view, 1> prompt_extensions{".prompt"};
constexpr std::array<std::string_view, 1> json_extensions{".json"};
constexpr std::array<std::string_view, 2> jsonl_extensions{".jsonl", ".ndjson"};
constexpr std::array<std::string_view, 2> csv_extensions{".csv", ".tsv"};
constexpr std::array<std::string_view, 2> markdown_extensions{".md", ".markdown"};
constexpr std::array<std::string_view, 2> shell_extensions{".sh", ".bash"};

/// For readers that keep nothing between two units and need to know nothing beforehand.
template <Document (*read)(const Source&)>
Reader stateless(const Hints&) {
    return [](const Source& source, Document& into) { into = read(source); };
}

template <void (*read)(const Source&, Document&)>
Reader reusing(const Hints&) {
    return read;
}

constexpr std::array rows{
    Carrier{"text", text_extensions, Unit::file, reusing<read_text>, "the whole file is one prompt"},
    Carrier{"lines", {}, Unit::line, reusing<read_lines>, "every line is a prompt"},
    Carrier{"prompt", prompt_extensions, Unit::file, stateless<read_prompt_file>,
            "one prompt, with request fields in front matter"},
    Carrier{"json", json_extensions, Unit::file, open_json,
            "a request body, a document that holds request bodies, or a ComfyUI workflow"},
    Carrier{"jsonl", jsonl_extensions, Unit::line, open_jsonl, "a request body per line"},
    Carrier{"csv", csv_extensions, Unit::row, open_csv, "a prompt per row, in the column `prompt`"},
    Carrier{"markdown", markdown_extensions, Unit::file, stateless<read_markdown>,
            "fenced code: `prompt`, `hailuo`, `camlint`; request bodies in `json`, curl commands in `bash`"},
    Carrier{"comfyui",
            {},
            Unit::file,
            stateless<read_comfyui>,
            "a ComfyUI workflow, in the editor's or the API's form"},
    Carrier{"shell", shell_extensions, Unit::file, stateless<read_shell>,
            "the JSON bodies that curl commands send"},
};

constexpr std::string_view json_space = " \t\r\n";

bool is_json(std::string_view text) { return !parse_json(text).failure.has_value(); }

/// A header with a column of prompts among others.
bool is_table(std::string_view head, std::span<const std::string> prompt_fields) {
    const char delimiter =
        delimiter_of({.file_name = {}, .head = head, .prompt_column = {}, .prompt_fields = prompt_fields});
    const std::string_view line = without_line_end(first_line(head));
    const auto has = [&](std::string_view name) { return has_column(line, delimiter, name); };
    return line.find(delimiter) != std::string_view::npos && line.size() < head.size() &&
           (has("prompt") || std::ranges::any_of(prompt_fields, has));
}

bool has_prompt_fence(std::string_view head) {
    return std::ranges::any_of(std::array{"```prompt", "```hailuo", "```camlint"},
                               [head](std::string_view fence) {
                                   const std::size_t at = head.find(fence);
                                   return at != std::string_view::npos && (at == 0 || head[at - 1] == '\n');
                               });
}

/// "#!/bin/sh", "#!/usr/bin/env bash".
bool is_shell_script(std::string_view head) {
    return head.starts_with("#!") && without_line_end(first_line(head)).ends_with("sh");
}

/// What the first bytes look like. A prompt may begin with a bracket or a brace as well, so JSON has
/// to look like an object or an array of objects.
std::string_view sniff(const Hints& hints) {
    std::string_view head = hints.head;
    if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
    if (without_line_end(first_line(head)) == "---") return "prompt";
    if (is_shell_script(head)) return "shell";
    if (is_table(head, hints.prompt_fields)) return "csv";
    if (has_prompt_fence(head)) return "markdown";
    const std::size_t start = head.find_first_not_of(json_space);
    if (start == std::string_view::npos) return "text";
    const std::string_view line = first_line(head.substr(start));
    const std::size_t next = line.find_first_not_of(json_space, 1);
    const char second = next == std::string_view::npos ? '\n' : line[next];
    if (line[0] == '[' && (second == '{' || second == '\n')) return "json";
    if (line[0] != '{' || (second != '"' && second != '}' && second != '\n')) return "text";
    const std::size_t more = head.find_first_not_of(json_space, start + line.size());
    if (more == std::string_view::npos) return "json";
    // A broken first record is still a record where a line ends an object and the next begins one.
    const bool records = head[more] == '{' && without_line_end(line).ends_with('}');
    return records || is_json(line) ? "jsonl" : "json";
}

std::string lower_extension(std::string_view file_name) {
    const std::size_t dot = file_name.rfind('.');
    const std::size_t slash = file_name.rfind('/');
    if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
    return to_lower(file_name.substr(dot));
}

}  // namespace

std::span<const Carrier> carriers() { return rows; }

const Carrier* find_carrier(std::string_view name) {
    const auto row = std::ranges::find(rows, name, &Carrier::name);
    return row == rows.end() ? nullptr : &*row;
}

const Carrier& carrier_of(const Hints& hints) {
    const std::string extension = lower_extension(hints.file_name);
    const auto row = std::ranges::find_if(rows, [&](const Carrier& carrier) {
        return std::ranges::find(carrier.extensions, extension) != carrier.extensions.end();
    });
    return row != rows.end() ? *row : *find_carrier(sniff(hints));
}

Document read_whole(const Carrier& carrier, const Source& source, std::string_view prompt_column) {
    const Hints hints{.file_name = source.name, .head = source.bytes, .prompt_column = prompt_column};
    Document document;
    carrier.open(hints)(source, document);
    return document;
}

}  // namespace camlint
