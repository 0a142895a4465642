// Plain text: the whole file, or each line of it, is one prompt.

#include "document/carriers.hpp"
#include "document/lines.hpp"
#include "text/line_index.hpp"

namespace camlint {
namespace {

void add_prompt(Document& document, std::string_view text, std::size_t begin) {
    document.prompts.push_back(
        {.text = text, .map = SourceMap(begin), .anchor = {begin, begin}, .fields = {}});
}

}  // namespace

Document read_text(const Source& source) {
    const std::size_t begin = start_of(source);
    Document document;
    // The line end that closes a text file is the file's, not the prompt's.
    add_prompt(document, without_line_end(source.bytes.substr(begin)), begin);
    return document;
}

Document read_lines(const Source& source) {
    Document document;
    each_line(source, [&](std::string_view text, std::size_t begin) { add_prompt(document, text, begin); });
    return document;
}

}  // namespace camlint
