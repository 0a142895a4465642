#pragma once
// An editor with one text open, for tests of what the server answers: default rules, no files, no
// configuration. A bar in the text marks the cursor and is no part of it.

#include <string>
#include <string_view>
#include <vector>

#include "lsp/session.hpp"

namespace camlint::test {

struct Setup {
    std::string path = "scene.txt";  ///< its extension chooses the carrier
    Defaults defaults;
    std::vector<std::string> terms;
    Abilities abilities{.has_snippets = true, .has_markdown = true};
    Language language = Language::english;
};

class Editor {
public:
    /// Without a bar the cursor stands before the text; a second bar ends a selection.
    explicit Editor(std::string_view marked, const Setup& setup = {});
    Editor(const Editor&) = delete;
    Editor& operator=(const Editor&) = delete;

    [[nodiscard]] const Session& session() const { return session_; }
    [[nodiscard]] const TextDocument& document() const { return document_; }
    [[nodiscard]] ClientPosition cursor() const { return document_.to_client(selection_.begin); }
    [[nodiscard]] Range selection() const { return document_.to_client(selection_); }

    /// The document's text with TextEdits (a JSON array, or one of them) applied.
    [[nodiscard]] std::string apply(const Json& edits) const;

    /// The document's bytes of a JSON Range.
    [[nodiscard]] std::string at(const Json& range) const;

private:
    [[nodiscard]] Workspace make_workspace();
    [[nodiscard]] std::vector<Diagnostic> lint(const Buffer& buffer) const;
    void read(const Buffer& buffer, const TakeUnit& take) const;

    Linter linter_;
    TextDocument document_;
    Span selection_;
    Workspace workspace_;
    Session session_;
};

}  // namespace camlint::test
