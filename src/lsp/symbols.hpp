#pragma once
// The prompts of a document and their directives, for an editor's outline.

#include "lsp/session.hpp"

namespace camlint {

/// DocumentSymbols; SymbolInformation where the client knows no hierarchy.
[[nodiscard]] Json document_symbols(const Session& session, const TextDocument& document);

}  // namespace camlint
