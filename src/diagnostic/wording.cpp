#include "diagnostic/wording.hpp"

#include <algorithm>

#include "catalog/fields.hpp"

namespace camlint {

AnyOf any_of(std::span<const std::string_view> names) { return {{names.begin(), names.end()}}; }

Message grade_of(const Basis& basis) {
    static constexpr Phrase phrase{"grade", "grade {grade}, {meaning}: {source}",
                                   "等级 {grade}，{meaning}：{source}"};
    return {phrase,
            {{"grade", std::string(1, letter(basis.grade))},
             {"meaning", describe(basis.grade)},
             {"source", basis.source}}};
}

bool is_misspelt(const Prompt& prompt, std::string_view name) {
    return std::ranges::any_of(prompt.fields, [name](const Field& field) {
        return find_request_field(field.name) == nullptr && near_request_field(field.name) == name;
    });
}

Fix replace(const Context& context, Span span, std::string_view replacement, Safety safety) {
    static constexpr Phrase phrase{"replace", "replace with {text}", "替换为 {text}"};
    return {.title = {phrase, {{"text", quoted(replacement)}}},
            .safety = safety,
            .edits = {context.edit(span, replacement)}};
}

Fix remove(const Context& context, Span span, Message title, Safety safety) {
    return {.title = std::move(title), .safety = safety, .edits = {context.edit(span, "")}};
}

Fix take_away(const Context& context, Span span) {
    static constexpr Phrase phrase{"take-away", "take it away", "将其去掉"};
    return remove(context, span, phrase, Safety::safe);
}

Fix replace_label(const Context& context, const Label& label, Safety safety) {
    const std::string names = join(label.reading.targets, label.reading.language);
    return replace(context, label.span, names, safety);
}

Fix set_text(const Context& context, const Field& field, std::string_view text, Safety safety) {
    const std::string written = field.value.kind == ValueKind::string
                                    ? escape(text, context.prompt.notation)
                                    : string_value(text, context.prompt.notation);
    static constexpr Phrase phrase{"set-text", "set {field} to {text}", "将 {field} 设为 {text}"};
    return {.title = {phrase, {{"field", quoted(field.name)}, {"text", quoted(text)}}},
            .safety = safety,
            .edits = {{.span = field.value.content, .text = written}}};
}

Fix set_value(const Field& field, std::string_view value, Safety safety) {
    static constexpr Phrase phrase{"set-value", "set {field} to {value}", "将 {field} 设为 {value}"};
    return {.title = {phrase, {{"field", quoted(field.name)}, {"value", std::string(value)}}},
            .safety = safety,
            .edits = {{.span = field.value.span, .text = std::string(value)}}};
}

}  // namespace camlint
