#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    for (const Span stray : context.syntax.strays) {
        findings.add(context.host(stray), "closing bracket without an opening one");
    }
}

}  // namespace

extern const Rule stray_bracket{
    .name = "stray-bracket",
    .category = Category::syntax,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = "a closing bracket with no opening one",
    .why =
        "A bracket that closes nothing is often what is left of a directive whose opening bracket was "
        "deleted.",
    .basis = {Grade::d, source::inference},
    .examples =
        {{{.bad = "She turns Push in] and smiles.", .fixed = "", .good = "She turns [Push in] and smiles."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
