#pragma once
// Questions about a step: which commands act together in it, and where it stands.

#include <vector>

#include "syntax/directive.hpp"

namespace camlint {

/// A command and the label that names it or, for a guess, may mean it.
struct Named {
    const Command* command;
    const Label* label;
};

/// The step's commands in order, each once. Alternatives name none: it is open which one is meant.
[[nodiscard]] std::vector<Named> commands_of(const Syntax& syntax, const Step& step);

/// True when `label` can take the names of its targets without naming a command of another label, or
/// more commands in one bracket than are recommended.
[[nodiscard]] bool can_be_replaced(const Step& step, const Label& label);

/// The whole directive, or the labels of the step where the directive has more than one step.
[[nodiscard]] Span extent_of(const Syntax& syntax, const Step& step);

}  // namespace camlint
