#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

void check(const Source&, const Document& document, Findings& findings) {
    for (const Problem& problem : document.problems) findings.add(problem.span, problem.message);
}

}  // namespace

extern const Rule invalid_document{
    .name = "invalid-document",
    .category = Category::document,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = {"JSON, CSV or front matter that cannot be read", "无法读取的 JSON、CSV 或 front matter"},
    .why =
        {"What cannot be read cannot be checked, and the API documents JSON as its only request format. Of "
         "JSONL and CSV only the broken record is lost, the others are checked.",
         "无法读取的内容就无法检查，而 API 文档中的请求格式只有 JSON。JSONL 和 CSV 只跳过损坏的那条记录，"
         "其余照常检查。"},
    .basis = {Grade::a, {"RFC 8259", "RFC 8259"}},
    .examples = {{{.bad = R"({"model": "T2V-01", "prompt": "A man walks.})",
                   .fixed = "",
                   .good = R"({"model": "T2V-01", "prompt": "A man walks."})",
                   .carrier = "json"}}},
    .on_document = check,
};

}  // namespace camlint::rules
