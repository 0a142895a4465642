#pragma once
// What a rule sees: a document, one of its prompts, the prompt's directives, and what the request
// asks for. Rules look, they change nothing.

#include <optional>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "syntax/directive.hpp"
#include "text/edit.hpp"
#include "text/source.hpp"

namespace camlint {

/// What prompts without fields of their own are meant for, as given on the command line.
struct Defaults {
    std::string model;
    std::string resolution;
    std::string provider;
    std::optional<int> duration;  ///< seconds
};

/// What the request around a prompt asks for: its own fields, else the defaults.
struct Request {
    std::string_view model;          ///< empty where nothing names one
    std::optional<Span> model_span;  ///< of the field's value; none where the model is a default
    int duration = 0;                ///< seconds
};

[[nodiscard]] Request request_of(const Prompt& prompt, const Defaults& defaults);

struct Context {
    const Source& source;
    const Document& document;
    const Prompt& prompt;
    std::size_t index;  ///< of the prompt in its file
    const Syntax& syntax;
    Request request;

    /// The prompt's bytes.
    [[nodiscard]] std::string_view text(Span span) const { return slice(prompt.text, span); }

    /// The source's bytes that a span of the prompt came from.
    [[nodiscard]] Span host(Span span) const { return prompt.map.to_host(span); }

    /// A replacement of a span of the prompt, as an edit of the source.
    [[nodiscard]] Edit edit(Span span, std::string_view replacement) const {
        return {.span = host(span), .text = escape(replacement, document.escaping)};
    }
};

}  // namespace camlint
