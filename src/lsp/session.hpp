#pragma once
// What the features of the server have in common: what the client can do, what it wants, and the prompts of a
// document. A feature is a function from a session, a document and a place to what the specification asks
// for.

#include <functional>
#include <string>

#include "lsp/text_document.hpp"
#include "lsp/workspace.hpp"
#include "syntax/directive.hpp"

namespace camlint {

/// What a client says that it understands.
struct Abilities {
    Encoding encoding = Encoding::utf16;
    bool pulls_diagnostics = false;
    bool refreshes_diagnostics = false;
    bool refreshes_tokens = false;
    bool refreshes_hints = false;
    bool has_related_information = false;
    bool has_code_action_literals = false;
    bool has_document_changes = false;
    bool has_file_creation = false;
    bool has_snippets = false;
    bool has_markdown = false;  ///< in hovers
    bool has_symbol_hierarchy = false;
    bool watches_files = false;
    bool gives_settings = false;  ///< answers workspace/configuration
};

struct Session {
    const Workspace& workspace;
    Abilities abilities;
    Language language = Language::english;  ///< of messages
};

[[nodiscard]] Buffer buffer_of(const TextDocument& document);

/// A prompt of a document as a feature sees it. Spans of the file are in the document's bytes.
struct PromptView {
    const Document& document;
    const Prompt& prompt;
    const Linter& linter;
    std::size_t index;  ///< in its file
    std::size_t base;   ///< where the unit of the file begins that the prompt's spans count in

    /// The file's bytes that a span of the prompt, or of its unit, came from.
    [[nodiscard]] Span host(Span text) const { return of_unit(prompt.map.to_host(text)); }
    [[nodiscard]] Span of_unit(Span span) const { return {span.begin + base, span.end + base}; }

    /// All of the prompt's text.
    [[nodiscard]] Span extent() const { return host({0, prompt.text.size()}); }

    /// A field's name as it is written; where it has none of its own, its value's place.
    [[nodiscard]] Span name_of(const Field& field) const {
        return of_unit(field.name_written.empty() ? field.name_span : field.name_written);
    }

    /// All that the prompt and its request take, as far as their places are known.
    [[nodiscard]] Span reach() const;

    /// As the linter sees it, with the project's terms.
    [[nodiscard]] Syntax syntax() const { return linter.read(prompt.text); }

    /// What the request around it asks for.
    [[nodiscard]] Request request() const { return request_of(prompt, linter.settings().defaults); }
};

/// Each prompt of the document whose text or request touches `span`, in order. A view holds for its call.
void for_each_prompt(const Session& session, const TextDocument& document, Span span,
                     const std::function<void(const PromptView& view)>& take);

}  // namespace camlint
