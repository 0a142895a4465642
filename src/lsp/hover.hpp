#pragma once
// What a command does to the camera, and what a field of a request is documented to be.

#include "lsp/session.hpp"

namespace camlint {

/// A Hover; null where there is nothing to say.
[[nodiscard]] Json hover(const Session& session, const TextDocument& document, ClientPosition position);

}  // namespace camlint
