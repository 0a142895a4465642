#include "lsp/session.hpp"

#include <algorithm>

namespace camlint {
namespace {

bool touches(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

}  // namespace

Span PromptView::reach() const {
    Span reach = prompt.has_text ? extent() : of_unit(prompt.anchor);
    const auto take_in = [&reach](Span span) {
        reach = {std::min(reach.begin, span.begin), std::max(reach.end, span.end)};
    };
    take_in(of_unit(prompt.anchor));
    for (const Field& field : prompt.fields) {
        take_in(name_of(field));
        take_in(of_unit(field.value.span));
    }
    return reach;
}

Buffer buffer_of(const TextDocument& document) {
    return {.path = document.path(), .text = document.text(), .language_id = document.language_id()};
}

void for_each_prompt(const Session& session, const TextDocument& document, Span span,
                     const std::function<void(const PromptView& view)>& take) {
    const Linter& linter = session.workspace.linter(document.path());
    std::size_t index = 0;
    session.workspace.read(buffer_of(document), [&](const Document& unit, const Source& source) {
        for (const Prompt& prompt : unit.prompts) {
            const PromptView view{.document = unit,
                                  .prompt = prompt,
                                  .linter = linter,
                                  .index = index++,
                                  .base = source.origin.byte};
            if (touches(view.reach(), span)) take(view);
        }
    });
}

}  // namespace camlint
