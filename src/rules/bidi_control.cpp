#include <cstdint>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/invisible.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    const std::string_view text = context.prompt.text;
    for (const Span run : find_runs(text, is_bidi_control)) {
        const CodePoint first = decode(text, run.begin);
        findings
            .add(context.host(run), fmt::format("bidirectional control U+{:04X} in the prompt{}",
                                                static_cast<std::uint32_t>(first.value), and_more(text, run)))
            .fixes.push_back(remove(context, run, "take it away", Safety::safe));
    }
}

}  // namespace

extern const Rule bidi_control{
    .name = "bidi-control",
    .category = Category::text,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = "a character that changes the direction of text",
    .why =
        "Text between such characters is shown in another order than it is stored, so that a reader and "
        "the API see different prompts.",
    .basis = {Grade::d, "Unicode, property Bidi_Control; what the API does with it is documented nowhere"},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A \u202eman walks."})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .good = R"({"model":"T2V-01","prompt":"A man walks."})",
                   .carrier = "json"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
