#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase nothing{"unused-suppression.nothing", "{name} suppresses nothing here",
                         "{name} 在此处没有屏蔽任何问题"};
constexpr Phrase no_fence{"unused-suppression.no-fence",
                          "{name} suppresses nothing; expected this comment directly before a fence",
                          "{name} 没有屏蔽任何问题；此注释应紧接在代码围栏之前"};
constexpr Phrase no_name{"unused-suppression.no-name",
                         "this suppression names no rule; expected a rule, a category or 'all'",
                         "此屏蔽没有写规则名；应为规则、类别或 'all'"};
constexpr Phrase no_rule{"unused-suppression.no-rule",
                         "{name} is no rule; expected a rule, a category or 'all'",
                         "{name} 不是规则；应为规则、类别或 'all'"};
constexpr Phrase near{"unused-suppression.near", "{name} is no rule; did you mean {rule}?",
                      "{name} 不是规则；是否想写 {rule}？"};
constexpr Phrase no_finding{"unused-suppression.no-finding",
                            "this entry for {name} matches no finding in {file}",
                            "此条目（{name}）在 {file} 中没有对应的问题"};
constexpr Phrase expired{"unused-suppression.expired",
                         "this entry for {name} in {file} expired after {until}",
                         "此条目（{name}，{file}）已于 {until} 之后失效"};
constexpr Phrase gone{"unused-suppression.gone", "this entry for {name} is about {file}, which is no more",
                      "此条目（{name}）所指的文件 {file} 已不存在"};
constexpr Phrase prune{"unused-suppression.prune", "'--write-baseline' takes it out of the baseline",
                       "'--write-baseline' 会将它从基线中移除"};
constexpr Phrase rename{"unused-suppression.rename", "write {rule}", "写成 {rule}"};
constexpr Phrase take_away{"unused-suppression.remove", "take the suppression away", "删除该屏蔽"};
constexpr Phrase take_name{"unused-suppression.remove-name", "take {name} away", "删除 {name}"};

Message describe(const Unused& unused) {
    const Argument name{"name", quoted(unused.name)};
    const Argument file{"file", quoted(unused.file)};
    switch (unused.why) {
        case Unused::Why::silences_nothing: return {nothing, {name}};
        case Unused::Why::covers_nothing: return {no_fence, {name}};
        case Unused::Why::names_nothing: return {no_name};
        case Unused::Why::names_no_rule:
            if (unused.near.empty()) return {no_rule, {name}};
            return {near, {name, {"rule", quoted(unused.near)}}};
        case Unused::Why::matches_nothing: return {no_finding, {name, file}};
        case Unused::Why::expired: return {expired, {name, file, {"until", std::string(unused.until)}}};
        case Unused::Why::file_is_gone: return {gone, {name, file}};
    }
    return {};
}

void check(const Unused& unused, Findings& findings) {
    Diagnostic& found = findings.add(unused.span, describe(unused));
    if (unused.whole.empty()) {
        found.note({prune});
        return;
    }
    if (unused.why == Unused::Why::names_no_rule) {
        // It was written for something: it is mended where that is to be seen, and never taken away.
        if (unused.near.empty()) return;
        found.fixes.push_back({.title = {rename, {{"rule", quoted(unused.near)}}},
                               .safety = Safety::unsafe,
                               .edits = {{.span = unused.span, .text = std::string(unused.near)}}});
        return;
    }
    const Message title =
        unused.name.empty() ? Message{take_away} : Message{take_name, {{"name", quoted(unused.name)}}};
    found.fixes.push_back(
        {.title = title, .safety = Safety::safe, .edits = {{.span = unused.whole, .text = ""}}});
}

}  // namespace

extern const Rule unused_suppression{
    .name = "unused-suppression",
    .category = Category::document,
    .severity = Severity::warning,
    .fix = Safety::safe,
    .summary = {"a suppression that silences nothing", "没有屏蔽任何问题的屏蔽"},
    .why = {"What is left over when its reason is gone hides the next mistake of its kind, and a name that "
            "is no "
            "rule never silenced anything. A suppression of a rule that does not run is not judged.",
            "原因消失后留下的屏蔽会掩盖下一个同类问题，而不是规则的名字从未屏蔽过任何内容。未运行的规则，其屏"
            "蔽不作"
            "判断。"},
    .basis = {Grade::d, source::inference},
    .examples = {{{.bad = "---\ncamlint-ignore: unknown-command\n---\nA man walks [Push in].\n",
                   .fixed = "---\n---\nA man walks [Push in].\n",
                   .good = "---\ncamlint-ignore: unknown-command\n---\nA man walks [Psuh in].\n",
                   .carrier = "prompt"},
                  {.bad = "<!-- camlint-ignore command-case: on trial -->\n```prompt\nA man walks.\n```\n",
                   .fixed = "```prompt\nA man walks.\n```\n",
                   .good = "<!-- camlint-ignore unknown-command: on trial -->\n```prompt\nA man [Whip pan].\n"
                           "```\n",
                   .carrier = "markdown"}}},
    .on_unused = check,
};

}  // namespace camlint::rules
