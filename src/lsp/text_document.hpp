#pragma once
// A document as a client has it: its text, kept up with edits, and the way between the client's positions and
// the text's bytes. Never looks at what the text says.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "lsp/protocol.hpp"
#include "text/edit.hpp"
#include "text/position.hpp"

namespace camlint {

class TextDocument {
public:
    /// `path` is that of the uri; of a document that is in no file, its uri.
    TextDocument(TextDocumentItem item, std::string path, Encoding encoding);

    [[nodiscard]] const std::string& uri() const { return item_.uri; }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const std::string& language_id() const { return item_.languageId; }
    [[nodiscard]] std::int64_t version() const { return item_.version; }
    [[nodiscard]] const std::string& text() const { return item_.text; }

    /// Edits one after the other, each in the text that those before it made. A place behind its line's end
    /// means that end, one behind the last line the text's end; ends that are the wrong way round are turned.
    void change(const TextDocumentContentChangeEvent& event);
    void set_version(std::int64_t version) { item_.version = version; }

    [[nodiscard]] std::size_t to_offset(ClientPosition position) const;
    [[nodiscard]] Span to_span(const Range& range) const;
    [[nodiscard]] ClientPosition to_client(std::size_t offset) const;
    [[nodiscard]] Range to_client(Span span) const;
    [[nodiscard]] TextEdit to_client(const Edit& edit) const;

private:
    [[nodiscard]] const Positions& positions() const;

    TextDocumentItem item_;
    std::string path_;
    Encoding encoding_;
    mutable std::unique_ptr<Positions> positions_;  ///< null where the text has changed since
};

}  // namespace camlint
