#include "diagnostic/wording.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "catalog/fields.hpp"

#include "text/display.hpp"

namespace camlint {

std::string any_of(std::span<const std::string_view> names) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
        list += quote(names[i]);
    }
    return list;
}

std::string grade_of(const Basis& basis) {
    return fmt::format("grade {}, {}: {}", letter(basis.grade), describe(basis.grade), basis.source);
}

bool is_misspelt(const Prompt& prompt, std::string_view name) {
    return std::ranges::any_of(prompt.fields, [name](const Field& field) {
        return find_request_field(field.name) == nullptr && near_request_field(field.name) == name;
    });
}

Fix replace(const Context& context, Span span, std::string_view replacement, Safety safety) {
    return {.title = fmt::format("replace with {}", quote(replacement)),
            .safety = safety,
            .edits = {context.edit(span, replacement)}};
}

Fix remove(const Context& context, Span span, std::string title, Safety safety) {
    return {.title = std::move(title), .safety = safety, .edits = {context.edit(span, "")}};
}

Fix replace_label(const Context& context, const Label& label, Safety safety) {
    const std::string names = join(label.reading.targets, label.reading.language);
    return replace(context, label.span, names, safety);
}

Fix set_text(const Context& context, const Field& field, std::string_view text, Safety safety) {
    const std::string written = field.value.kind == ValueKind::string
                                    ? escape(text, context.prompt.notation)
                                    : string_value(text, context.prompt.notation);
    return {.title = fmt::format("set {} to {}", quote(field.name), quote(text)),
            .safety = safety,
            .edits = {{.span = field.value.content, .text = written}}};
}

Fix set_value(const Field& field, std::string_view value, Safety safety) {
    return {.title = fmt::format("set {} to {}", quote(field.name), value),
            .safety = safety,
            .edits = {{.span = field.value.span, .text = std::string(value)}}};
}

}  // namespace camlint
