#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"ambiguous-alternative",
                        "{text} leaves open which move is meant; expected one command",
                        "{text} 没有明确要用哪个运镜；应只写一个指令"};

void check(const Context& context, const Directive& directive, Findings& findings) {
    if (!directive.is_judged()) return;
    const auto labels = context.syntax.labels_of(directive);
    const auto gaps = context.syntax.gaps_of(directive);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (gaps[i + 1].verdict != GapVerdict::alternative) continue;
        std::size_t last = i + 1;
        while (gaps[last + 1].verdict == GapVerdict::alternative) ++last;
        const Span span{labels[i].span.begin, labels[last].span.end};
        findings.add(context.host(span), {phrase, {{"text", quoted(context.text(span))}}});
        i = last;
    }
}

}  // namespace

extern const Rule ambiguous_alternative{
    .name = "ambiguous-alternative",
    .category = Category::syntax,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = {"commands with a slash between them", "指令之间用斜杠隔开"},
    .why = {"A slash asks for one or the other. The API documents no choice: which move is made, or whether "
            "any is, is open.",
            "斜杠表示任选其一。API 没有文档说明可以这样选择：会执行哪个运镜、是否会执行，都不确定。"},
    .basis = {Grade::d, source::inference},
    .examples =
        {{{.bad = "The tower stands [Tilt up/down].", .fixed = "", .good = "The tower stands [Tilt up]."}}},
    .on_directive = check,
};

}  // namespace camlint::rules
