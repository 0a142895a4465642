#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "syntax/step.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

std::string describe(const Label& label, std::string_view text) {
    const std::string names = join(label.reading.targets, label.reading.language);
    if (!names.empty()) {
        return fmt::format("{} is not one of the 15 camera commands; did you mean {}?", quote(text),
                           quote(names));
    }
    if (label.reading.speaks_of_camera()) {
        return fmt::format("{} is not one of the 15 camera commands; what it does is undocumented",
                           quote(text));
    }
    return fmt::format(
        "{} stands beside a camera command but is none; expected only commands in this bracket", quote(text));
}

void check(const Context& context, const Step& step, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::unknown) return;
    Diagnostic& found = findings.add(context.host(label.span), describe(label, context.text(label.span)));
    if (can_be_replaced(step, label)) {
        found.fixes.push_back(replace_label(context, label, Safety::unsafe));
    }
}

}  // namespace

extern const Rule unknown_command{
    .name = "unknown-command",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = "a part of a directive that is none of the 15 commands and no known synonym",
    .why =
        "The official page lists 15 commands. What the API does with anything else in a bracket is "
        "documented nowhere: it may be ignored, or read as prose.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A man [Psuh in] walks.",
                   .fixed = "A man [Push in] walks.",
                   .good = "A man [Push in] walks."},
                  {.bad = "A man turns [Whip pan].", .fixed = "", .good = "A man turns [Pan left]."}}},
    .on_label = check,
};

}  // namespace camlint::rules
