#include "document/json_members.hpp"

#include <algorithm>

#include "document/json_string.hpp"

namespace camlint {
namespace {

/// The same of the root, with the nodes themselves.
template <typename Visit>
void each_member_of_root(const JsonTree& tree, Visit visit) {
    each_member(tree, 0,
                [&](std::size_t name, std::size_t value) { visit(tree.nodes[name], tree.nodes[value]); });
}

}  // namespace

bool says(std::string_view text, const JsonNode& string, std::string_view wanted) {
    if (string.kind != ValueKind::string) return false;
    const std::string_view inside = slice(text, {string.span.begin + 1, string.span.end - 1});
    if (inside.find('\\') == std::string_view::npos) return inside == wanted;
    return decode_string(inside) == wanted;
}

std::string_view find_member(std::string_view text, const JsonTree& tree, std::string_view name) {
    std::string_view found;
    each_member_of_root(tree, [&](const JsonNode& key, const JsonNode& value) {
        if (says(text, key, name)) found = slice(text, value.span);
    });
    return found;
}

Span trailing_members(std::string_view text, const JsonTree& tree, std::string_view name) {
    std::size_t others = tree.nodes[0].span.begin + 1;
    std::size_t end = others;
    each_member_of_root(tree, [&](const JsonNode& key, const JsonNode& value) {
        end = value.span.end;
        if (!says(text, key, name)) others = end;
    });
    return {others, end};
}

void append_on_one_line(std::string& out, std::string_view json) {
    const std::size_t begin = out.size();
    out += json;
    if (json.find('\r') == std::string_view::npos && json.find('\n') == std::string_view::npos) return;
    const auto is_line_end = [](char byte) { return byte == '\r' || byte == '\n'; };
    std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), is_line_end, ' ');
}

void append_with_member(std::string& out, std::string_view text, const JsonTree& tree, std::string_view name,
                        std::string_view value) {
    const std::size_t inside = tree.nodes[0].span.begin + 1;
    // What is kept is copied in runs: a member goes with what stands before it, the first one without a
    // comma.
    std::size_t run = 0;          // where the run begins
    std::size_t behind = inside;  // the member that was looked at last
    bool is_first = true;
    each_member_of_root(tree, [&](const JsonNode& key, const JsonNode& member) {
        if (says(text, key, name)) {
            append_on_one_line(out, slice(text, {run, behind}));
            run = member.span.end;
        } else if (is_first) {
            if (run > 0) run = key.span.begin;
            is_first = false;
        }
        behind = member.span.end;
    });
    append_on_one_line(out, slice(text, {run, behind}));
    out += is_first ? "\"" : ",\"";
    out.append(name).append("\":").append(value);
    append_on_one_line(out, text.substr(behind));
}

}  // namespace camlint
