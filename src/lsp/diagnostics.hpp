#pragma once
// Findings as an editor takes them.

#include <vector>

#include "diagnostic/diagnostic.hpp"
#include "lsp/session.hpp"

namespace camlint {

[[nodiscard]] ClientDiagnostic to_client(const Session& session, const TextDocument& document,
                                         const Diagnostic& finding);

/// The Diagnostics of a document.
[[nodiscard]] Json diagnostics_of(const Session& session, const TextDocument& document);

/// The params of textDocument/publishDiagnostics.
[[nodiscard]] Json published_diagnostics(const Session& session, const TextDocument& document);

}  // namespace camlint
