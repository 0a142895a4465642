#include "lint/translation.hpp"

#include "diagnostic/wording.hpp"

namespace camlint {
namespace {

constexpr Phrase phrase{"translation", "{command} is in another language than is asked for",
                        "{command} 不是所要求的语言"};

template <Language language>
void check(const Context& context, const Step&, const Label& label, Findings& findings) {
    if (label.verdict != LabelVerdict::fine || label.reading.language == language) return;
    const std::string_view name = label.reading.targets[0]->name(language);
    findings.add(context.host(label.span), {phrase, {{"command", quoted(context.text(label.span))}}})
        .fixes.push_back(replace(context, label.span, name, Safety::safe));
}

template <Language language>
constexpr Rule rule{.name = "translation",
                    .category = Category::style,
                    .severity = Severity::info,
                    .fix = Safety::safe,
                    .is_spelling = true,
                    .on_label = check<language>};

}  // namespace

const Rule& translation_to(Language language) {
    return language == Language::english ? rule<Language::english> : rule<Language::chinese>;
}

}  // namespace camlint
