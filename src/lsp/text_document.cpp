#include "lsp/text_document.hpp"

#include <algorithm>
#include <utility>

namespace camlint {

TextDocument::TextDocument(TextDocumentItem item, std::string path, Encoding encoding)
    : item_(std::move(item)), path_(std::move(path)), encoding_(encoding) {}

const Positions& TextDocument::positions() const {
    if (positions_ == nullptr) {
        const Source source{.name = path_, .bytes = item_.text, .origin = {}};
        positions_ = std::make_unique<Positions>(source, MarkColumn::counts);
    }
    return *positions_;
}

void TextDocument::change(const TextDocumentContentChangeEvent& event) {
    if (event.range) {
        const Span span = to_span(*event.range);
        item_.text.replace(span.begin, span.size(), event.text);
    } else {
        item_.text = event.text;
    }
    positions_.reset();
}

std::size_t TextDocument::to_offset(ClientPosition position) const {
    return positions().offset_of(position.line, position.character, encoding_);
}

Span TextDocument::to_span(const Range& range) const {
    const auto [begin, end] = std::minmax({to_offset(range.start), to_offset(range.end)});
    return {begin, end};
}

ClientPosition TextDocument::to_client(std::size_t offset) const {
    const Position at = positions().at(offset);
    const std::size_t column = encoding_ == Encoding::utf8 ? at.byte_column : at.utf16;
    return {.line = at.line - 1, .character = column - 1};
}

Range TextDocument::to_client(Span span) const {
    return {.start = to_client(span.begin), .end = to_client(span.end)};
}

TextEdit TextDocument::to_client(const Edit& edit) const {
    return {.range = to_client(edit.span), .newText = edit.text};
}

}  // namespace camlint
