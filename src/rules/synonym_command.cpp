#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "syntax/step.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Step& step, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::synonym) return;
    const Synonym& synonym = *label.reading.synonym;
    const std::string names = join(label.reading.targets, label.reading.language);
    Diagnostic& found = findings.add(
        context.host(label.span),
        fmt::format("{} is not one of the 15 camera commands; {} {}", quote(context.text(label.span)),
                    synonym.exact ? "the command is" : "the nearest is", quote(names)));
    found.note(grade_of(synonym.basis));
    if (can_be_replaced(step, label)) {
        found.fixes.push_back(replace_label(context, label, synonym.exact ? Safety::safe : Safety::unsafe));
    }
}

}  // namespace

extern const Rule synonym_command{
    .name = "synonym-command",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "another word for one of the 15 commands",
    .why =
        "Film language has many words for a move, the API documents one for each. Whether it understands "
        "the others is documented nowhere. [Push out] is one of them although the official page's usage "
        "rule shows it: the list of commands, and the Chinese edition, have [Pull out].",
    .basis = {Grade::b, source::clients},
    .examples = {{{.bad = "A house [Dolly in].", .fixed = "A house [Push in].", .good = "A house [Push in]."},
                  {.bad = "一座房子[固定镜头]。", .fixed = "一座房子[固定]。", .good = "一座房子[固定]。"}}},
    .on_label = check,
};

}  // namespace camlint::rules
