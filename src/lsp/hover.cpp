#include "lsp/hover.hpp"

#include "lsp/command_text.hpp"
#include "lsp/field_text.hpp"

namespace camlint {
namespace {

bool holds(Span span, std::size_t at) { return span.begin <= at && at < span.end; }

/// Whether a bracket's labels were read as what directs the camera.
bool is_directive(BracketVerdict verdict) {
    return verdict != BracketVerdict::unjudged && verdict != BracketVerdict::term &&
           verdict != BracketVerdict::empty;
}

class Pointer {
public:
    Pointer(const Session& session, const TextDocument& document, std::size_t at)
        : session_(session), document_(document), at_(at) {}

    /// A Hover over a label of the prompt or a field of its request; null where the pointer is elsewhere.
    [[nodiscard]] Json over(const PromptView& view) const {
        if (view.prompt.has_text && holds(view.extent(), at_)) return over_label(view);
        for (const Field& field : view.prompt.fields) {
            // Without quotes a name is written as it stands.
            const Span name = view.name_of(field);
            const Span value = view.of_unit(field.value.span);
            // The prompt is a text of its own, and the quotes around it say nothing.
            const bool is_on_value = field.name != "prompt" && holds(value, at_);
            if (!is_on_value && !holds(name, at_)) continue;
            Markup markup(session_);
            tell_field(markup, view, field);
            return hover_of(markup, is_on_value ? value : name);
        }
        return nullptr;
    }

private:
    [[nodiscard]] Json over_label(const PromptView& view) const {
        const Syntax syntax = view.syntax();
        const std::size_t in_text = view.prompt.map.to_text(at_ - view.base);
        for (const Directive& directive : syntax.directives) {
            if (!is_directive(directive.verdict) || !holds(directive.span, in_text)) continue;
            for (const Label& label : syntax.labels_of(directive)) {
                if (!holds(label.span, in_text) || label.verdict == LabelVerdict::term) continue;
                Markup markup(session_);
                tell_label(markup, view, syntax.text_of(label.span), label);
                return hover_of(markup, view.host(label.span));
            }
        }
        return nullptr;
    }

    [[nodiscard]] Json hover_of(const Markup& markup, Span span) const {
        if (markup.empty()) return nullptr;
        return {{"contents", markup.json()}, {"range", document_.to_client(span)}};
    }

    const Session& session_;
    const TextDocument& document_;
    std::size_t at_;
};

}  // namespace

Json hover(const Session& session, const TextDocument& document, ClientPosition position) {
    const std::size_t at = document.to_offset(position);
    const Pointer pointer(session, document, at);
    Json found;
    for_each_prompt(session, document, {at, at}, [&](const PromptView& view) {
        if (found.is_null()) found = pointer.over(view);
    });
    return found;
}

}  // namespace camlint
