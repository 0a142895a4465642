#pragma once
// What is told of a command, and of a label that may mean one.

#include <string_view>

#include "catalog/moves.hpp"
#include "lsp/markup.hpp"

namespace camlint {

/// Its family; empty where the language calls the command the same.
[[nodiscard]] Words telling_family(const Command& command, Language language);

/// Its names, family, what the camera does and what it is confused with.
void tell_command(Markup& markup, const Command& command);

void tell_combination(Markup& markup, const Combination& combination);

/// All that is known of a label of the prompt; nothing where it says nothing to the camera.
void tell_label(Markup& markup, const PromptView& view, std::string_view text, const Label& label);

/// Whether a model is documented to take the commands, and where.
void tell_support(Markup& markup, const Model& model);

}  // namespace camlint
