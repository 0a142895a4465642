#pragma once
// What a rule sees: a document, one of its prompts, the prompt's directives, and what the request
// asks for. Rules look, they change nothing.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "catalog/fields.hpp"
#include "document/document.hpp"
#include "document/write.hpp"
#include "syntax/directive.hpp"
#include "text/edit.hpp"
#include "text/source.hpp"
#include "text/survey.hpp"

namespace camlint {

/// What prompts without fields of their own are meant for, as given on the command line.
struct Defaults {
    std::string model;
    std::string resolution;
    std::string provider;
    std::optional<int> duration;  ///< seconds

    /// Whether one of them stands in for the field.
    [[nodiscard]] bool has(std::string_view field) const;
};

/// What the request around a prompt asks for: its own fields, else the defaults, else what the API
/// documents as a default.
struct Request {
    std::string_view model;       ///< empty where nothing names one
    std::string_view resolution;  ///< empty where nothing says it
    int duration = 0;             ///< seconds; 0 where it says something that is no duration
    std::string_view provider;    ///< of the catalog

    // The fields that say so, of the documented type; null where it is a default.
    const Field* model_field = nullptr;
    const Field* resolution_field = nullptr;
    const Field* duration_field = nullptr;
};

/// The documented fields that a request has; of two of one name the last.
class Fields {
public:
    explicit Fields(const Prompt& prompt);

    /// Null where it is not there.
    [[nodiscard]] const Field* operator[](FieldName name) const {
        return fields_[static_cast<std::size_t>(name)];
    }

    /// The same, where its value is of the documented type.
    [[nodiscard]] const Field* typed(FieldName name) const;

private:
    std::array<const Field*, field_count> fields_{};
};

[[nodiscard]] Request request_of(const Prompt& prompt, const Fields& fields, const Defaults& defaults);
[[nodiscard]] Request request_of(const Prompt& prompt, const Defaults& defaults);

/// Whether the value is of the type that is documented for the field.
[[nodiscard]] bool has_documented_type(const Value& value, FieldType type);

struct Context {
    const Source& source;
    const Document& document;
    const Prompt& prompt;
    std::size_t index;  ///< of the prompt in its file
    const Syntax& syntax;
    Survey survey;  ///< of the prompt's text
    const Defaults& defaults;
    const Catalog& catalog;
    bool allows_placeholders;  ///< templates are checked on purpose, before they are filled
    Fields fields;
    Request request;
    const Model* model;  ///< of the catalog: the one that the request names; null for none

    /// Where to point for something that a field says or, where it is null, a default.
    [[nodiscard]] Span place_of(const Field* field) const;

    /// Whether a field's value is still to be put in, by a template or a shell.
    [[nodiscard]] bool is_open(const Field& field) const;

    /// The field, if it is a string that can be judged: none that is still to be put in.
    [[nodiscard]] const Field* settled_text(FieldName name) const;

    /// Defaults are the same for all prompts of a file: what is wrong with them is told once.
    [[nodiscard]] bool is_told(const Field* field) const { return field == nullptr && index > 0; }

    /// The prompt's bytes.
    [[nodiscard]] std::string_view text(Span span) const { return slice(prompt.text, span); }

    /// The source's bytes that a span of the prompt came from.
    [[nodiscard]] Span host(Span span) const { return prompt.map.to_host(span); }

    /// A replacement of a span of the prompt, as an edit of the source.
    [[nodiscard]] Edit edit(Span span, std::string_view replacement) const {
        return {.span = host(span), .text = escape(replacement, prompt.notation)};
    }
};

}  // namespace camlint
