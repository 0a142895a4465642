#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

void check(const FileFacts& facts, Findings& findings) {
    // What cannot be read is told already; whether it holds a prompt is open.
    if (facts.prompts > 0 || facts.findings > 0 || !facts.is_named) return;
    findings.add({0, 0}, "no prompt in this file; expected a text, or a request body with a string 'prompt'");
}

}  // namespace

extern const Rule no_prompt{
    .name = "no-prompt",
    .category = Category::document,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "a file given by name that holds no prompt",
    .why =
        "A file that was named to be checked and holds nothing to check is more often a mistake than a "
        "wish: a field of another name, or the wrong file.",
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = R"({"title": "A man walks."})",
                   .fixed = "",
                   .good = R"({"model": "T2V-01", "prompt": "A man walks."})",
                   .carrier = "json"}}},
    .on_file = check,
};

}  // namespace camlint::rules
