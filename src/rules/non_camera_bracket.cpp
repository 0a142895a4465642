#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (directive.verdict != BracketVerdict::unjudged || directive.close.empty()) return;
    findings.add(context.host(directive.span),
                 fmt::format("{} names no camera command", quote(context.text(directive.span))));
}

}  // namespace

extern const Rule non_camera_bracket{
    .name = "non-camera-bracket",
    .category = Category::style,
    .severity = Severity::off,
    .fix = Safety::none,
    .summary = "text in brackets that is no camera directive",
    .why =
        "Shot sizes, sections and time codes in brackets are common and harmless as far as anyone knows. "
        "The rule is off unless selected: it is for those who want brackets for the camera alone.",
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = "[Wide shot] A valley.", .fixed = "", .good = "Wide shot: a valley [Pan left]."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
