#include <vector>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "syntax/step.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

/// The commands that begin with the first word of `term`.
std::vector<std::string_view> commands_like(std::string_view term) {
    const std::string_view family = term.substr(0, term.find(' '));
    std::vector<std::string_view> names;
    for (const Command& command : commands) {
        if (command.en.starts_with(family)) names.push_back(command.en);
    }
    return names;
}

void check(const Context& context, const Step& step, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::wrong_axis) return;
    const std::string text = quote(context.text(label.span));
    const std::string names = join(label.reading.targets, label.reading.language);
    const auto available = commands_like(label.reading.synonym->term);
    Diagnostic& found = findings.add(
        context.host(label.span),
        names.empty() ? fmt::format("{} has a direction that the move does not have; available: {}", text,
                                    any_of(available))
                      : fmt::format("{} has a direction that the move does not have; did you mean {}?", text,
                                    quote(names)));
    if (!names.empty()) found.note(fmt::format("available for this move: {}", any_of(available)));
    if (can_be_replaced(step, label)) {
        found.fixes.push_back(replace_label(context, label, Safety::unsafe));
    }
}

}  // namespace

extern const Rule impossible_axis{
    .name = "impossible-axis",
    .category = Category::command,
    .severity = Severity::warning,
    .fix = Safety::unsafe,
    .summary = "a move with a direction that it does not have",
    .why =
        "Pan turns the camera left or right, tilt turns it up or down, and so on: each family of the 15 "
        "commands has one axis. \"Pan up\" is most often a tilt, but may be a pedestal.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "A tower [Pan up].", .fixed = "A tower [Tilt up].", .good = "A tower [Tilt up]."}}},
    .on_label = check,
};

}  // namespace camlint::rules
