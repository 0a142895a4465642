#pragma once
// What an editor offers for a finding: its fixes, all fixes of the file, and two ways to say that it is meant
// so.

#include "lsp/session.hpp"

namespace camlint {

/// The kinds of actions that there are.
[[nodiscard]] Json code_action_kinds();

/// CodeActions for what params (CodeActionParams) select. `open` gives texts that are open.
[[nodiscard]] Json code_actions(const Session& session, const TextDocument& document, const Json& params,
                                const OpenText& open);

}  // namespace camlint
