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
    for (std::size_t at = start_of(source); at < source.bytes.size();) {
        const std::string_view line = first_line(source.bytes.substr(at));
        if (!is_blank(line)) add_prompt(document, without_line_end(line), at);
        at += line.size();
    }
    return document;
}

}  // namespace camlint
