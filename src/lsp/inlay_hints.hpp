#pragma once
// What an editor shows between the characters of a prompt: how much of the limit it takes, and the order of
// its directives.

#include "lsp/session.hpp"

namespace camlint {

/// The InlayHints of a range.
[[nodiscard]] Json inlay_hints(const Session& session, const TextDocument& document, const Range& range);

}  // namespace camlint
