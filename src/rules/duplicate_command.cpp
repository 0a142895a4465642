#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    const auto labels = context.syntax.labels_of(directive);
    for (std::size_t i = 1; i < labels.size(); ++i) {
        if (labels[i].verdict != LabelVerdict::duplicate) continue;
        const std::string names = join(labels[i].reading.targets, labels[i].reading.language);
        Diagnostic& found = findings.add(
            context.host(labels[i].span),
            fmt::format("{} repeats {} in one bracket", quote(context.text(labels[i].span)), quote(names)));
        found.fixes.push_back(remove(context, {labels[i - 1].span.end, labels[i].span.end},
                                     "remove the repetition", Safety::safe));
    }
}

}  // namespace

extern const Rule duplicate_command{
    .name = "duplicate-command",
    .category = Category::combination,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "a command named twice in one bracket",
    .why =
        "Commands inside one bracket take effect at once; no text says that naming one twice makes it "
        "stronger.",
    .basis = {Grade::d, source::inference},
    .examples =
        {{{.bad = "A quake [Shake,Shake].", .fixed = "A quake [Shake].", .good = "A quake [Shake]."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
