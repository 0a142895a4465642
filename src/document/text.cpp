// Plain text: the whole file, or each line of it, is one prompt.

#include "document/carriers.hpp"
#include "text/line_index.hpp"
#include "text/space.hpp"

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
    const LineIndex lines(source.bytes);
    for (std::size_t i = 0; i < lines.count(); ++i) {
        const Span line = lines.content(i);
        const std::size_t begin = i == 0 ? start_of(source) : line.begin;
        const std::string_view text = slice(source.bytes, {begin, line.end});
        if (!is_blank(text)) add_prompt(document, text, begin);
    }
    return document;
}

}  // namespace camlint
