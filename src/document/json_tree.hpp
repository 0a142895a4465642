#pragma once
// JSON text to a flat tree of byte ranges. Does not decode strings, never recurses beyond the
// grammar's depth limit.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "text/span.hpp"

namespace camlint {

/// Nodes stand in the order of the text. An object's children are name, value, name, value, …
struct JsonNode {
    ValueKind kind = ValueKind::null;
    Span span;             ///< strings with their quotes
    std::size_t next = 0;  ///< index of the node behind this one and all that it holds
};

struct JsonTree {
    std::vector<JsonNode> nodes;  ///< the root first; complete only where there is no failure
    std::optional<Problem> failure;
    std::vector<std::size_t> open = {};  ///< while it is made: arrays and objects that are not closed yet
};

[[nodiscard]] JsonTree parse_json(std::string_view text);

/// The same, in place of what `tree` held.
void parse_json(std::string_view text, JsonTree& tree);

/// The number of problems that PEGTL's own analysis finds in the grammar: 0.
[[nodiscard]] std::size_t analyze_json_grammar();

}  // namespace camlint
