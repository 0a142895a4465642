// Plain text: the whole file, or each line of it, is one prompt.

#include "document/carriers.hpp"
#include "document/lines.hpp"
#include "text/line_index.hpp"

namespace camlint {
namespace {

void add_prompt(Document& document, std::string_view text, std::size_t begin) {
    Prompt& prompt = document.prompts.add();
    prompt.text = text;
    prompt.map.start_at(begin);
    prompt.anchor = {begin, begin};
}

}  // namespace

void read_text(const Source& source, Document& into) {
    const std::size_t begin = start_of(source);
    into.clear();
    // The line end that closes a text file is the file's, not the prompt's.
    add_prompt(into, without_line_end(source.bytes.substr(begin)), begin);
}

void read_lines(const Source& source, Document& into) {
    into.clear();
    each_line(source, [&](std::string_view text, std::size_t begin) { add_prompt(into, text, begin); });
}

}  // namespace camlint
