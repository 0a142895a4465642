#pragma once
// A text for people, in Markdown where the client shows it and without marks where it does not. Nothing that
// comes from a document or a configuration can become a link, an image or a mark.

#include <string>
#include <string_view>
#include <vector>

#include "catalog/basis.hpp"
#include "lsp/session.hpp"

namespace camlint {

class Markup {
public:
    explicit Markup(const Session& session)
        : language_(session.language), is_marked_(session.abilities.has_markdown) {}

    /// A name or a text of the input, cut where it is long.
    [[nodiscard]] std::string code(std::string_view text) const;
    [[nodiscard]] std::string strong(std::string_view text) const;
    [[nodiscard]] std::string plain(std::string_view text) const;

    /// "A¹", for behind what it holds for: the text ends in a note of this number, one for each basis.
    [[nodiscard]] std::string cite(const Basis& basis);

    /// Written texts: what comes from elsewhere has gone through one of the above.
    void add_paragraph(std::string_view text);
    void add_paragraph(const Message& message) { add_paragraph(message.in(language_)); }
    void add_item(std::string_view text);
    void add_item(const Message& message) { add_item(message.in(language_)); }

    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

    /// A MarkupContent, the notes at its end.
    [[nodiscard]] Json json() const;

private:
    Language language_;
    bool is_marked_;
    bool is_list_ = false;  ///< what was added last is an item
    std::string text_;
    std::vector<Basis> cited_;  ///< in the order of their notes, from 1 on
};

/// Whether one note is enough for both.
[[nodiscard]] bool is_same(const Basis& one, const Basis& other);

/// What parts the things of a list.
[[nodiscard]] std::string_view list_mark(Language language);

}  // namespace camlint
