#pragma once
// The inside of a JSON string, decoded with a map back to its bytes.

#include <string_view>

#include "document/document.hpp"
#include "text/source_map.hpp"

namespace camlint {

struct DecodedString {
    std::string_view text;  ///< a view of the bytes themselves where nothing is escaped
    SourceMap map;
};

/// `raw` is what lies between the quotes, its escapes well-formed; it starts at the host offset
/// `begin`. Decoded bytes go to `document.decoded`. A lone surrogate, which no text can hold, becomes
/// U+FFFD and a problem.
[[nodiscard]] DecodedString decode_string(std::string_view raw, std::size_t begin, Document& document);

}  // namespace camlint
