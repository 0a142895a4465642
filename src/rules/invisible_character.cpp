#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/invisible.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

constexpr std::size_t limit_percent = 10;

void check(const Context& context, Findings& findings) {
    const std::string_view text = context.prompt.text;
    const std::vector<Span> runs = find_invisible(text);
    if (runs.empty()) return;
    std::size_t invisible = 0;
    for (const Span run : runs) invisible += measure(slice(text, run)).code_points;
    const std::size_t all = measure(text).code_points;
    const bool refused = invisible * 100 > all * limit_percent;
    for (const Span run : runs) {
        const CodePoint first = decode(text, run.begin);
        Diagnostic& found = findings.add(
            context.host(run), fmt::format("invisible character U+{:04X} in the prompt{}",
                                           static_cast<std::uint32_t>(first.value), and_more(text, run)));
        if (refused) {
            found.severity = std::max(found.severity, Severity::error);
            found.note(
                fmt::format("{} of the prompt's {} code points are invisible; the documented limit is {} %",
                            invisible, all, limit_percent));
        }
        found.fixes.push_back(remove(context, run, "take it away", Safety::safe));
    }
}

}  // namespace

extern const Rule invisible_character{
    .name = "invisible-character",
    .category = Category::text,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "a character that nobody sees",
    .why =
        "Zero-width characters, soft hyphens, tags and stray variation selectors part words that look "
        "whole. The API has an error code (1042) for prompts of which more than 10 % is invisible; the "
        "unit is documented nowhere, camlint counts code points.",
    .basis = {Grade::a, "MiniMax's official list of error codes"},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man wal\u200bks on."})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks on."})",
                   .good = R"({"model":"T2V-01","prompt":"A man walks on."})",
                   .carrier = "json"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
