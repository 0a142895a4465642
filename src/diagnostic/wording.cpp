#include "diagnostic/wording.hpp"

#include <fmt/format.h>

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

}  // namespace camlint
