#pragma once
// Words that templates put between brackets for something else to stand there.

#include <string_view>

namespace camlint {

/// Whether a bracket's label asks to be replaced: SUBJECT, YOUR_PRODUCT, "insert subject here", 场景描述.
[[nodiscard]] bool is_placeholder_label(std::string_view label);

}  // namespace camlint
