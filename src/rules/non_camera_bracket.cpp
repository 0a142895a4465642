#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase no_command{"non-camera-bracket", "{bracket} names no camera command",
                            "{bracket} 中没有镜头指令"};

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (directive.verdict != BracketVerdict::unjudged || directive.close.empty()) return;
    findings.add(context.host(directive.span),
                 {no_command, {{"bracket", quoted(context.text(directive.span))}}});
}

}  // namespace

extern const Rule non_camera_bracket{
    .name = "non-camera-bracket",
    .category = Category::style,
    .severity = Severity::off,
    .fix = Safety::none,
    .summary = {"text in brackets that is no camera directive", "括号中的文字不是镜头指令"},
    .why = {"Shot sizes, sections and time codes in brackets are common and harmless as far as anyone knows. "
            "The rule is off unless selected: it is for those who want brackets for the camera alone.",
            "在括号里写景别、段落和时间码很常见，就目前所知并无害处。此规则默认关闭，选用后才生效：它适合希望"
            "括号只用于镜头指令的人。"},
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = "[Wide shot] A valley.", .fixed = "", .good = "Wide shot: a valley [Pan left]."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
