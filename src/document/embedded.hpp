#pragma once
// Texts inside texts: the bodies of curl commands in a shell script, which may itself stand in Markdown.

#include <string_view>

#include "document/document.hpp"
#include "text/source_map.hpp"

namespace camlint {

/// Adds the requests that curl commands in `script` send to this API. `place` leads from the script to
/// the file.
void add_shell(Document& document, std::string_view script, const SourceMap& place);

}  // namespace camlint
