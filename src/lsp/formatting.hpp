#pragma once
// `camlint format` for an editor's buffer.

#include <optional>

#include "lsp/session.hpp"

namespace camlint {

/// TextEdits of a document; of a range those that lie in it whole.
[[nodiscard]] Json format_document(const Session& session, const TextDocument& document,
                                   const std::optional<Range>& range);

}  // namespace camlint
