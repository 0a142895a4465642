#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    const std::string_view text = context.prompt.text;
    if (text.size() <= prompt_limit) return;
    const Length length = measure(text);
    if (length.code_points <= prompt_limit) return;
    const std::size_t limit = offset_of(text, prompt_limit);
    Diagnostic& found = findings.add(context.host({limit, text.size()}),
                                     fmt::format("the prompt has {} characters; the documented limit is {}",
                                                 length.code_points, prompt_limit));
    found.note(fmt::format("in UTF-16 units {}, in bytes {}; the unit of the limit is documented nowhere",
                           length.utf16, length.bytes));
}

}  // namespace

extern const Rule prompt_too_long{
    .name = "prompt-too-long",
    .category = Category::limit,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = "a prompt of more than 2000 code points",
    .why =
        "All pages say \"up to 2000 characters\". Directives count, as far as anyone knows. camlint counts "
        "code points; the unit is documented nowhere.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "{x*2001}", .fixed = "", .good = "{x*2000}"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
