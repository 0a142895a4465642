#include "lsp/formatting.hpp"

namespace camlint {

Json format_document(const Session& session, const TextDocument& document,
                     const std::optional<Range>& range) {
    const Span asked = range ? document.to_span(*range) : Span{0, document.text().size()};
    Json edits = Json::array();
    for (const Edit& edit : session.workspace.format(buffer_of(document))) {
        const bool lies_in = asked.begin <= edit.span.begin && edit.span.end <= asked.end;
        if (lies_in) edits.push_back(document.to_client(edit));
    }
    return edits;
}

}  // namespace camlint
