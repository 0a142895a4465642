#pragma once
// What may be typed next inside a directive's bracket: the 15 commands in the prompt's language.

#include "lsp/session.hpp"

namespace camlint {

/// The characters behind which an editor asks by itself.
[[nodiscard]] Json completion_triggers();

/// A CompletionList; null where no directive is being written.
[[nodiscard]] Json complete(const Session& session, const TextDocument& document, ClientPosition position);

}  // namespace camlint
