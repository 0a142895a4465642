#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

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
            const bool english = label.reading.language == Language::english;
            (english ? labels.english : labels.chinese).push_back(&label);
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

void check(const Context& context, Findings& findings) {
    if (context.syntax.steps.empty()) return;
    const ByLanguage labels = sort_out(context.syntax);
    if (labels.english.empty() || labels.chinese.empty()) return;
    const auto& few = minority(labels);
    const bool to_chinese = &few == &labels.english;
    Diagnostic& found =
        findings.add(context.host(few.front()->span),
                     fmt::format("{} is {}, the other commands of this prompt are {}",
                                 quote(context.text(few.front()->span)), to_chinese ? "English" : "Chinese",
                                 to_chinese ? "Chinese" : "English"));
    if (!std::ranges::all_of(few, can_be_translated)) return;
    Fix fix{.title = fmt::format("write all commands in {}", to_chinese ? "Chinese" : "English"),
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
    .summary = "English and Chinese commands in one prompt",
    .why =
        "Both languages are documented, each on its own page; no text shows them together. One language "
        "reads better too.",
    .basis = {Grade::d, "no text shows both languages in one prompt"},
    .examples = {{{.bad = "A man [Push in] stops [固定].",
                   .fixed = "A man [Push in] stops [Static shot].",
                   .good = "A man [Push in] stops [Static shot]."}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
