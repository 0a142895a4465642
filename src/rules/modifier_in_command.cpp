#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "syntax/step.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Step& step, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::modifier) return;
    const std::string names = join(label.reading.targets, label.reading.language);
    Diagnostic& found = findings.add(
        context.host(label.span),
        fmt::format("{} says more than {}; a command is documented alone, without speed, amount or time",
                    quote(context.text(label.span)), quote(names)));
    found.note("describe the rest in the text around the bracket");
    if (can_be_replaced(step, label)) {
        found.fixes.push_back(replace_label(context, label, Safety::unsafe));
    }
}

}  // namespace

extern const Rule modifier_in_command{
    .name = "modifier-in-command",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = "a command with words of speed, amount or manner",
    .why =
        "The 15 commands stand alone in their brackets. No text documents a command with \"slow\" or "
        "\"slightly\" beside it, so the whole label may go unrecognised.",
    .basis = {Grade::a, source::official},
    .examples =
        {{{.bad = "A face [Slow zoom in].", .fixed = "A face [Zoom in].", .good = "A face [Zoom in]."},
          {.bad = "街道[轻微晃动]。", .fixed = "街道[晃动]。", .good = "街道[晃动]。"}}},
    .on_label = check,
};

}  // namespace camlint::rules
