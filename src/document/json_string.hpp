#pragma once
// The inside of a JSON string, decoded; with a map back to its bytes where it is part of a document.

#include <string>
#include <string_view>

#include "document/document.hpp"
#include "text/source_map.hpp"

namespace camlint {

/// `raw` is what lies between the quotes, its escapes well-formed; it starts at the host offset
/// `begin`. Gives the text: a view of the bytes themselves where nothing is escaped, else of what goes to
/// `document.decoded`. `map` becomes the text's, in place of what it was. A lone surrogate, which no text can
/// hold, becomes U+FFFD and a problem.
[[nodiscard]] std::string_view decode_string(std::string_view raw, std::size_t begin, Document& document,
                                             SourceMap& map);

/// The text alone, without a map. A lone surrogate becomes U+FFFD, which is as long in UTF-16.
[[nodiscard]] std::string decode_string(std::string_view raw);

}  // namespace camlint
