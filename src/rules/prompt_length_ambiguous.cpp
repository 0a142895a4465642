#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase over_in_utf16{"prompt-length-ambiguous",
                               "the prompt has {characters} characters but {units} UTF-16 units; the "
                               "documented limit is {limit} characters, in which unit is documented nowhere",
                               "提示词有 {characters} 个字符，但有 {units} 个 UTF-16 单元；文档规定的上限是 "
                               "{limit} 个字符，按哪种单位计算没有文档说明"};

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
    if (text.size() <= prompt_limit || !context.survey.has_pairs) return;
    const Length length = measure(text);
    if (length.code_points > prompt_limit || length.utf16 <= prompt_limit) return;
    findings.add(context.host({offset_of_utf16(text, prompt_limit), text.size()}),
                 {over_in_utf16,
                  {{"characters", static_cast<std::int64_t>(length.code_points)},
                   {"units", static_cast<std::int64_t>(length.utf16)},
                   {"limit", static_cast<std::int64_t>(prompt_limit)}}});
}

}  // namespace

extern const Rule prompt_length_ambiguous{
    .name = "prompt-length-ambiguous",
    .category = Category::limit,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = {"a prompt within the limit in code points, over it in UTF-16 units",
                "提示词按码点计算未超限，按 UTF-16 单元计算则超限"},
    .why =
        {"\"2000 characters\" may mean code points or UTF-16 units; they differ where a prompt has emoji or "
         "rare characters. Only a prompt within both is sure to fit.",
         "“2000 个字符”可能指码点，也可能指 UTF-16 "
         "单元；提示词含有表情符号或生僻字时，两者并不相同。只有两种算法都不超限的提示词才肯定合格。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "{🎬*1001}", .fixed = "", .good = "{🎬*1000}"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
