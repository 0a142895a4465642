#pragma once
// Phrases and fixes that several rules share, so that they read alike.

#include <span>
#include <string>
#include <string_view>

#include "catalog/basis.hpp"
#include "diagnostic/context.hpp"
#include "diagnostic/diagnostic.hpp"

namespace camlint {

/// "'A', 'B' or 'C'"
[[nodiscard]] AnyOf any_of(std::span<const std::string_view> names);

/// "grade B, two or more independent sources: public clients": how sure a fact is.
[[nodiscard]] Message grade_of(const Basis& basis);

/// Whether a field that no page documents may be this one misspelt: unknown-field tells of it.
[[nodiscard]] bool is_misspelt(const Prompt& prompt, std::string_view name);

/// A fix that puts `replacement` in place of a span of the prompt.
[[nodiscard]] Fix replace(const Context& context, Span span, std::string_view replacement, Safety safety);

/// A fix that takes a span of the prompt away.
[[nodiscard]] Fix remove(const Context& context, Span span, Message title, Safety safety);

/// "take it away": a safe fix for what nobody sees.
[[nodiscard]] Fix take_away(const Context& context, Span span);

/// "replace with 'Push in'" for a label: a fix to what it means or may mean, in its own language.
[[nodiscard]] Fix replace_label(const Context& context, const Label& label, Safety safety);

/// A fix that makes a string field say `text`.
[[nodiscard]] Fix set_text(const Context& context, const Field& field, std::string_view text, Safety safety);

/// A fix that writes `value`, a number or truth value, in place of a field's value.
[[nodiscard]] Fix set_value(const Field& field, std::string_view value, Safety safety);

}  // namespace camlint
