#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

/// Offset of the first code point that does not fit into so many UTF-16 units.
std::size_t offset_of_utf16(std::string_view text, std::size_t units) {
    std::size_t at = 0;
    for (std::size_t used = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        used += point.value > 0xFFFF ? 2 : 1;
        if (used > units) break;
        at += point.size;
    }
    return at;
}

void check(const Context& context, Findings& findings) {
    const std::string_view text = context.prompt.text;
    if (text.size() <= prompt_limit) return;
    const Length length = measure(text);
    if (length.code_points > prompt_limit || length.utf16 <= prompt_limit) return;
    findings.add(context.host({offset_of_utf16(text, prompt_limit), text.size()}),
                 fmt::format("the prompt has {} characters but {} UTF-16 units; the documented limit is {} "
                             "characters, in which unit is documented nowhere",
                             length.code_points, length.utf16, prompt_limit));
}

}  // namespace

extern const Rule prompt_length_ambiguous{
    .name = "prompt-length-ambiguous",
    .category = Category::limit,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = "a prompt within the limit in code points, over it in UTF-16 units",
    .why =
        "\"2000 characters\" may mean code points or UTF-16 units; they differ where a prompt has emoji or "
        "rare characters. Only a prompt within both is sure to fit.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "{🎬*1001}", .fixed = "", .good = "{🎬*1000}"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
