#pragma once
// What is told of a field of a request, and of the value that it has.

#include "lsp/markup.hpp"

namespace camlint {

/// Nothing for a field that may mean something to its owner alone.
void tell_field(Markup& markup, const PromptView& view, const Field& field);

}  // namespace camlint
