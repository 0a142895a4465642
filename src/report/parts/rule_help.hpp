#pragma once
// A rule's documentation as one text: why, examples, source. Plain, and in Markdown.

#include <string>
#include <string_view>

#include "diagnostic/rule.hpp"

namespace camlint {

/// An example as it can be read: a long one by its beginning and its length.
[[nodiscard]] std::string shown_example(std::string_view example, Language language);

[[nodiscard]] std::string rule_help(const Rule& rule, Language language);

/// The same in GitHub's Markdown. Examples are fenced: nothing in them is markup.
[[nodiscard]] std::string rule_help_markdown(const Rule& rule, Language language);

}  // namespace camlint
