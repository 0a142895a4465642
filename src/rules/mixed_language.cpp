#include <algorithm>
#include <vector>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase phrase{"mixed-language",
                        "{text} is {language}, the other commands of this prompt are {others}",
                        "{text} 是{language}，此提示词的其他指令是{others}"};
constexpr Phrase translate{"mixed-language.fix", "write all commands in {language}",
                           "将所有指令改为{language}"};
constexpr Words english{"English", "英文"};
constexpr Words chinese{"Chinese", "中文"};

/// The labels of judged directives that mean a command for certain, by language. What only repeats
/// another label is told as that.
struct ByLanguage {
    std::vector<const Label*> english;
    std::vector<const Label*> chinese;
};

ByLanguage sort_out(const Syntax& syntax) {
    ByLanguage labels;
    for (const Step& step : syntax.steps) {
        for (const Label& label : syntax.labels_of(step)) {
            const bool told_otherwise =
                label.verdict == LabelVerdict::alternative || label.verdict == LabelVerdict::duplicate;
            if (!label.reading.is_certain() || told_otherwise) continue;
            const bool is_english = label.reading.language == Language::english;
            (is_english ? labels.english : labels.chinese).push_back(&label);
        }
    }
    return labels;
}

/// A command or a one-to-one synonym by itself: a translation loses nothing of it.
bool can_be_translated(const Label* label) {
    const Synonym* synonym = label->reading.synonym;
    return !label->reading.modified && (synonym == nullptr || synonym->exact);
}

/// The smaller group; of two equal ones the one that comes later.
const std::vector<const Label*>& minority(const ByLanguage& labels) {
    if (labels.english.size() != labels.chinese.size()) {
        return labels.english.size() < labels.chinese.size() ? labels.english : labels.chinese;
    }
    const bool english_first = labels.english.front()->span.begin < labels.chinese.front()->span.begin;
    return english_first ? labels.chinese : labels.english;
}

/// Whether there are labels in both languages at all; in most prompts there are not.
bool is_mixed(const Syntax& syntax) {
    bool has_english = false;
    bool has_chinese = false;
    for (const Label& label : syntax.labels) {
        if (!label.reading.is_certain()) continue;
        (label.reading.language == Language::english ? has_english : has_chinese) = true;
    }
    return has_english && has_chinese;
}

void check(const Context& context, Findings& findings) {
    if (!is_mixed(context.syntax)) return;
    const ByLanguage labels = sort_out(context.syntax);
    if (labels.english.empty() || labels.chinese.empty()) return;
    const auto& few = minority(labels);
    const bool to_chinese = &few == &labels.english;
    Diagnostic& found =
        findings.add(context.host(few.front()->span), {phrase,
                                                       {{"text", quoted(context.text(few.front()->span))},
                                                        {"language", to_chinese ? english : chinese},
                                                        {"others", to_chinese ? chinese : english}}});
    if (!std::ranges::all_of(few, can_be_translated)) return;
    Fix fix{.title = {translate, {{"language", to_chinese ? chinese : english}}},
            .safety = Safety::unsafe,
            .edits = {}};
    const Language language = to_chinese ? Language::chinese : Language::english;
    for (const Label* label : few) {
        fix.edits.push_back(context.edit(label->span, join(label->reading.targets, language)));
    }
    found.fixes.push_back(std::move(fix));
}

}  // namespace

extern const Rule mixed_language{
    .name = "mixed-language",
    .category = Category::style,
    .severity = Severity::info,
    .fix = Safety::unsafe,
    .summary = {"English and Chinese commands in one prompt", "同一提示词中混用中英文指令"},
    .why = {"Both languages are documented, each on its own page; no text shows them together. One language "
            "reads better too.",
            "两种语言都有文档说明，但各在自己的页面上；没有文档把二者写在一起。只用一种语言也更易读。"},
    .basis = {Grade::d, {"no text shows both languages in one prompt", "没有文档在同一提示词中使用两种语言"}},
    .examples = {{{.bad = "A man [Push in] stops [固定].",
                   .fixed = "A man [Push in] stops [Static shot].",
                   .good = "A man [Push in] stops [Static shot]."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
