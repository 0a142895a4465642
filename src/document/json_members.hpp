#pragma once
// Members of a JSON object by name, and the object's text with one member more. Works on the bytes and the
// tree that they were read to; never decodes a value, never reads beyond the tree.

#include <cstddef>
#include <string>
#include <string_view>

#include "document/json_tree.hpp"
#include "text/span.hpp"

namespace camlint {

/// Calls `visit(name, value)` with the indices of each member of an object.
template <typename Visit>
void each_member(const JsonTree& tree, std::size_t object, Visit visit) {
    for (std::size_t name = object + 1; name < tree.nodes[object].next; name = tree.nodes[name + 1].next) {
        visit(name, name + 1);
    }
}

/// Whether a string says `wanted`. It may be escaped: "\u0070rompt" is "prompt".
[[nodiscard]] bool says(std::string_view text, const JsonNode& string, std::string_view wanted);

/// The value of the root object's last member of this name, as it is written; empty for none. The name may be
/// written with escapes.
[[nodiscard]] std::string_view find_member(std::string_view text, const JsonTree& tree,
                                           std::string_view name);

/// Where the root object's last members stand that have this name, with the comma before them; empty where
/// the last one has another.
[[nodiscard]] Span trailing_members(std::string_view text, const JsonTree& tree, std::string_view name);

/// Appends the root object with one member more behind all others: `name`, which needs no escapes, and
/// `value`. Members that have that name already are left out; all else stays byte for byte, but for raw line
/// ends, which JSON has between its tokens alone: they become blanks.
void append_with_member(std::string& out, std::string_view text, const JsonTree& tree, std::string_view name,
                        std::string_view value);

/// Appends JSON with its raw line ends as blanks.
void append_on_one_line(std::string& out, std::string_view json);

}  // namespace camlint
