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

bool can_be_replaced(const Syntax& syntax, const Step& step, const Label& label) {
    if (label.reading.targets[0] == nullptr) return false;
    // One label in place of two commands may hold what two cannot.
    const bool doubles = label.reading.targets[1] != nullptr;
    if (doubles && commands_of(syntax, step).size() > recommended_commands) return false;
    return std::ranges::all_of(syntax.labels_of(step), [&](const Label& other) {
        return &other == &label || std::ranges::none_of(other.reading.targets, [&](auto* target) {
            return target != nullptr && std::ranges::count(label.reading.targets, target) > 0;
        });
    });
}

Span extent_of(const Syntax& syntax, const Step& step) {
    const Directive& directive = syntax.directives[step.directive];
    if (step.label_count == directive.label_count) return directive.span;
    const auto labels = syntax.labels_of(step);
    return {labels.front().span.begin, labels.back().span.end};
}

}  // namespace camlint
