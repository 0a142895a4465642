#pragma once
// The inside of a JSON string, decoded; with a map back to its bytes where it is part of a document.

#include <string>
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

/// The text alone, without a map. A lone surrogate becomes U+FFFD, which is as long in UTF-16.
[[nodiscard]] std::string decode_string(std::string_view raw);

}  // namespace camlint
