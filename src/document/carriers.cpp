#include "document/carriers.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "document/json_tree.hpp"
#include "text/line_index.hpp"

namespace camlint {
namespace {

constexpr std::array<std::string_view, 1> text_extensions{".txt"};
constexpr std::array<std::string_view, 1> prompt_extensions{".prompt"};
constexpr std::array<std::string_view, 1> json_extensions{".json"};
constexpr std::array<std::string_view, 2> jsonl_extensions{".jsonl", ".ndjson"};

constexpr std::array rows{
    Carrier{"text", text_extensions, Unit::file, read_text, "the whole file is one prompt"},
    Carrier{"lines", {}, Unit::line, read_text, "every line is a prompt"},
    Carrier{"prompt", prompt_extensions, Unit::file, read_prompt_file,
            "one prompt, with request fields in front matter"},
    Carrier{"json", json_extensions, Unit::file, read_json,
            "a request body, or a document that holds request bodies"},
    Carrier{"jsonl", jsonl_extensions, Unit::line, read_json, "a request body per line"},
};

constexpr std::string_view json_space = " \t\r\n";

bool is_json(std::string_view text) { return !parse_json(text).failure.has_value(); }

/// What the first bytes look like. A prompt may begin with a bracket or a brace as well, so JSON has
/// to look like an object or an array of objects.
std::string_view sniff(std::string_view head) {
    if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
    if (without_line_end(first_line(head)) == "---") return "prompt";
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
    std::string extension(file_name.substr(dot));
    for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return extension;
}

}  // namespace

std::span<const Carrier> carriers() { return rows; }

const Carrier* find_carrier(std::string_view name) {
    const auto row = std::ranges::find(rows, name, &Carrier::name);
    return row == rows.end() ? nullptr : &*row;
}

const Carrier& carrier_of(std::string_view file_name, std::string_view head) {
    const std::string extension = lower_extension(file_name);
    const auto row = std::ranges::find_if(rows, [&](const Carrier& carrier) {
        return std::ranges::find(carrier.extensions, extension) != carrier.extensions.end();
    });
    return row != rows.end() ? *row : *find_carrier(sniff(head));
}

}  // namespace camlint
