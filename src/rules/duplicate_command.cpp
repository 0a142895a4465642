#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"duplicate-command", "{text} repeats {command} in one bracket",
                        "{text} 在同一括号内重复了 {command}"};
constexpr Phrase remove_it{"duplicate-command.fix", "remove the repetition", "删除重复的指令"};

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    const auto labels = context.syntax.labels_of(directive);
    for (std::size_t i = 1; i < labels.size(); ++i) {
        if (labels[i].verdict != LabelVerdict::duplicate) continue;
        const std::string names = join(labels[i].reading.targets, labels[i].reading.language);
        Diagnostic& found = findings.add(
            context.host(labels[i].span),
            {phrase, {{"text", quoted(context.text(labels[i].span))}, {"command", quoted(names)}}});
        found.fixes.push_back(
            remove(context, {labels[i - 1].span.end, labels[i].span.end}, remove_it, Safety::safe));
    }
}

}  // namespace

extern const Rule duplicate_command{
    .name = "duplicate-command",
    .category = Category::combination,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = {"a command named twice in one bracket", "同一括号内两次写出同一指令"},
    .why = {"Commands inside one bracket take effect at once; no text says that naming one twice makes it "
            "stronger.",
            "同一括号内的指令同时生效；没有文档说明写两次会使效果更强。"},
    .basis = {Grade::d, source::inference},
    .examples =
        {{{.bad = "A quake [Shake,Shake].", .fixed = "A quake [Shake].", .good = "A quake [Shake]."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
