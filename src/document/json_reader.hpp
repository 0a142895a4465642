#pragma once
// Looking into a tree of JSON, and back to the file it came from: members by name, strings decoded.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "document/json_members.hpp"
#include "document/json_string.hpp"
#include "document/json_tree.hpp"

namespace camlint {

/// A tree with the text that it was read from, inside a host that `place` leads to. Decoded strings and
/// problems go to `document`.
class JsonReader {
public:
    JsonReader(std::string_view text, const JsonTree& tree, const SourceMap& place, Document& document)
        : text_(text), tree_(tree), place_(place), document_(document), notation_(notation_of(text)) {}

    [[nodiscard]] const JsonNode& node(std::size_t index) const { return tree_.nodes[index]; }
    [[nodiscard]] std::size_t size() const { return tree_.nodes.size(); }

    /// Calls `visit(name, value)` with the indices of each member of an object.
    template <typename Visit>
    void each_member(std::size_t object, Visit visit) const {
        camlint::each_member(tree_, object, visit);
    }

    /// Index of the value of the last member of this name; 0 if there is none.
    [[nodiscard]] std::size_t member(std::size_t object, std::string_view name) const;

    /// Index of the element with the 0-based number `number`; 0 if there is none.
    [[nodiscard]] std::size_t element(std::size_t array, std::size_t number) const;

    /// Whether the string says `wanted`, escaped or not.
    [[nodiscard]] bool says(std::size_t string, std::string_view wanted) const {
        return camlint::says(text_, node(string), wanted);
    }

    /// Shows a string's text to `look`, which keeps nothing of it.
    template <typename Look>
    void text_of(std::size_t string, Look look) const {
        const std::string_view inside = slice(text_, content(string));
        if (inside.find('\\') == std::string_view::npos) return look(inside);
        look(decode_string(inside));
    }

    /// A string's text, which the document owns where it is escaped; `map` becomes its way to the file.
    [[nodiscard]] std::string_view decode(std::size_t string, SourceMap& map);

    /// The same without a way back.
    [[nodiscard]] std::string_view decode(std::size_t string) { return decode(string, unused_); }

    [[nodiscard]] Value value(std::size_t index);
    [[nodiscard]] Span host(Span span) const { return place_.to_host(span); }

    /// Of a string, what lies between its quotes; of anything else all of it.
    [[nodiscard]] Span content(std::size_t index) const;

    /// As the text is written: in ASCII alone where it has escapes and nothing that would need them.
    [[nodiscard]] Notation notation() const { return notation_; }

    [[nodiscard]] Document& document() { return document_; }

private:
    static Notation notation_of(std::string_view text);

    std::string_view text_;
    const JsonTree& tree_;
    const SourceMap& place_;
    Document& document_;
    Notation notation_;
    SourceMap unused_;
};

/// What a document is by its place in the file that holds it.
enum class JsonPlace : std::uint8_t {
    file,      ///< of its own
    line,      ///< one of the lines of a file
    example,   ///< inside another document: a request only where it is one of this API
    call,      ///< what is sent to this API
    workflow,  ///< of ComfyUI: only its nodes are looked at
};

/// Adds the requests and workflow nodes that `text` holds to `document`; problems, where it cannot be
/// read. `place` leads from the text to the file. `shape`, of the same size, is what is parsed where the
/// text itself is no JSON yet; values are still those of the text. A string in one of `prompt_fields` is the
/// prompt where there is no `prompt`, and goes by that name.
void add_json(Document& document, std::string_view text, const SourceMap& place, JsonPlace kind,
              std::string_view provider = {}, std::string_view shape = {},
              std::span<const std::string> prompt_fields = {});

/// The same of a text that has been parsed, without a failure.
void add_tree(Document& document, std::string_view text, const JsonTree& tree, const SourceMap& place,
              JsonPlace kind, std::string_view provider = {},
              std::span<const std::string> prompt_fields = {});

/// Adds the prompts of ComfyUI's nodes for this API. True if there are such nodes, also without a text.
bool add_comfyui_nodes(JsonReader& json);

}  // namespace camlint
