#include <algorithm>
#include <cstdint>
#include <vector>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/invisible.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase one{"invisible-character", "invisible character {character} in the prompt",
                     "提示词中有不可见字符 {character}"};
constexpr Phrase several{"invisible-character.run",
                         "invisible character {character} in the prompt and {more} more",
                         "提示词中有不可见字符 {character}，另有 {more} 个"};
constexpr Phrase too_many{
    "invisible-character.limit",
    "{invisible} of the prompt's {all} code points are invisible; the documented limit is {limit} %",
    "提示词的 {all} 个码点中有 {invisible} 个不可见；文档说明的上限是 {limit}%"};

constexpr std::size_t limit_percent = 10;

void check(const Context& context, Findings& findings) {
    if (!context.survey.has_hidden) return;
    const std::string_view text = context.prompt.text;
    const std::vector<Span> runs = find_invisible(text);
    if (runs.empty()) return;
    std::size_t invisible = 0;
    for (const Span run : runs) invisible += measure(slice(text, run)).code_points;
    const std::size_t all = measure(text).code_points;
    const bool refused = invisible * 100 > all * limit_percent;
    for (const Span run : runs) {
        Diagnostic& found = findings.add(context.host(run), tell_run(one, several, text, run));
        if (refused) {
            found.severity = std::max(found.severity, Severity::error);
            found.note({too_many,
                        {{"invisible", static_cast<std::int64_t>(invisible)},
                         {"all", static_cast<std::int64_t>(all)},
                         {"limit", std::int64_t{limit_percent}}}});
        }
        found.fixes.push_back(take_away(context, run));
    }
}

}  // namespace

extern const Rule invisible_character{
    .name = "invisible-character",
    .category = Category::text,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = {"a character that nobody sees", "看不见的字符"},
    .why = {"Zero-width characters, soft hyphens, tags and stray variation selectors part words that look "
            "whole. The API has an error code (1042) for prompts of which more than 10 % is invisible; the "
            "unit is documented nowhere, camlint counts code points.",
            "零宽字符、软连字符、标签字符和多余的变体选择符会把看似完整的词拆开。API 有一个错误码（1042）"
            "针对不可见内容超过 10% 的提示词；计量单位没有文档说明，camlint 按码点计算。"},
    .basis = {Grade::a, {"MiniMax's official list of error codes", "MiniMax 官方的错误码列表"}},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man wal\u200bks on."})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks on."})",
                   .good = R"({"model":"T2V-01","prompt":"A man walks on."})",
                   .carrier = "json"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
