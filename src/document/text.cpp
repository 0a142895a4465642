// Plain text: the whole file, or a line of it, is one prompt.

#include "document/carriers.hpp"
#include "text/line_index.hpp"
#include "text/utf8.hpp"

namespace camlint {
Document read_text(const Source& source) {
    const std::size_t begin = start_of(source);
    // The line end that closes a text file is the file's, not the prompt's.
    const std::string_view text = without_line_end(source.bytes.substr(begin));
    Document document;
    document.prompts.push_back(
        {.text = text, .map = SourceMap(begin), .anchor = {begin, begin}, .fields = {}});
    return document;
}

}  // namespace camlint
