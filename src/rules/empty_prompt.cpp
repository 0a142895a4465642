#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

/// White space of ASCII, and the no-break (U+00A0) and ideographic (U+3000) blank.
bool is_blank(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (std::string_view(" \t\r\n\f\v").find(text[at]) != std::string_view::npos) {
            at += 1;
        } else if (rest.starts_with("\xC2\xA0")) {
            at += 2;
        } else if (rest.starts_with("\xE3\x80\x80")) {
            at += 3;
        } else {
            return false;
        }
    }
    return true;
}

void check(const Context& context, Findings& findings) {
    if (!is_blank(context.prompt.text)) return;
    findings.add(context.host({0, context.prompt.text.size()}),
                 "the prompt is empty; expected a description of the video");
}

}  // namespace

extern const Rule empty_prompt{
    .name = "empty-prompt",
    .category = Category::limit,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = "a prompt of nothing but white space",
    .why = "The prompt is required by all text-to-video pages; there is nothing to make a video of.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = " ", .fixed = "", .good = "A man walks."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
