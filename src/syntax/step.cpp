#include "syntax/step.hpp"

#include <algorithm>

namespace camlint {

std::vector<Named> commands_of(const Syntax& syntax, const Step& step) {
    std::vector<Named> named;
    for (const Label& label : syntax.labels_of(step)) {
        if (label.verdict == LabelVerdict::alternative) continue;
        for (const Command* target : label.reading.targets) {
            const bool is_new =
                target != nullptr && std::ranges::find(named, target, &Named::command) == named.end();
            if (is_new) named.push_back({.command = target, .label = &label});
        }
    }
    return named;
}

bool can_be_replaced(const Step& step, const Label& label) {
    const Targets& targets = label.reading.targets;
    if (targets[0] == nullptr) return false;
    // One label in place of two commands may hold what two cannot.
    const auto absent = std::ranges::count(step.named, std::size_t{0});
    const std::size_t distinct = commands.size() - static_cast<std::size_t>(absent);
    if (targets[1] != nullptr && distinct > recommended_commands) return false;
    return std::ranges::all_of(
        targets, [&](const Command* target) { return target == nullptr || step.named[row_of(target)] == 1; });
}

Span extent_of(const Syntax& syntax, const Step& step) {
    const Directive& directive = syntax.directives[step.directive];
    if (step.label_count == directive.label_count) return directive.span;
    const auto labels = syntax.labels_of(step);
    return {labels.front().span.begin, labels.back().span.end};
}

}  // namespace camlint
