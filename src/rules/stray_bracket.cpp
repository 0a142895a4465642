#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase stray_close{"stray-bracket", "closing bracket without an opening one",
                             "右括号没有对应的左括号"};

void check(const Context& context, Findings& findings) {
    for (const Span stray : context.syntax.strays) {
        findings.add(context.host(stray), stray_close);
    }
}

}  // namespace

extern const Rule stray_bracket{
    .name = "stray-bracket",
    .category = Category::syntax,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = {"a closing bracket with no opening one", "没有对应左括号的右括号"},
    .why = {"A bracket that closes nothing is often what is left of a directive whose opening bracket was "
            "deleted.",
            "什么也没有闭合的右括号，往往是指令的左括号被删掉后留下的。"},
    .basis = {Grade::d, source::inference},
    .examples =
        {{{.bad = "She turns Push in] and smiles.", .fixed = "", .good = "She turns [Push in] and smiles."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
