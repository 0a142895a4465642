#pragma once
// How an editor colours directives: brackets, commands, and what is none.

#include <optional>

#include "lsp/session.hpp"

namespace camlint {

/// The SemanticTokensLegend that the numbers of the tokens mean.
[[nodiscard]] Json semantic_tokens_legend();

/// The SemanticTokens of a range, or of all.
[[nodiscard]] Json semantic_tokens(const Session& session, const TextDocument& document,
                                   const std::optional<Range>& range);

}  // namespace camlint
