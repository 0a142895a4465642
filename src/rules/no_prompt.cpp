#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase nothing_to_check{
    "no-prompt", "no prompt in this file; expected a text, or a request body with a string 'prompt'",
    "此文件中没有提示词；应为一段文本，或带有字符串字段 'prompt' 的请求体"};

void check(const FileFacts& facts, Findings& findings) {
    // What cannot be read is told already; whether it holds a prompt is open.
    if (facts.prompts > 0 || facts.findings > 0 || !facts.is_named) return;
    findings.add({0, 0}, nothing_to_check);
}

}  // namespace

extern const Rule no_prompt{
    .name = "no-prompt",
    .category = Category::document,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"a file given by name that holds no prompt", "点名要检查的文件中没有提示词"},
    .why = {"A file that was named to be checked and holds nothing to check is more often a mistake than a "
            "wish: a field of another name, or the wrong file.",
            "点名要检查却没有内容可检查的文件，多半是弄错了：字段用了别的名称，或者选错了文件。"},
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = R"({"title": "A man walks."})",
                   .fixed = "",
                   .good = R"({"model": "T2V-01", "prompt": "A man walks."})",
                   .carrier = "json"}}},
    .on_file = check,
};

}  // namespace camlint::rules
