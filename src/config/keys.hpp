#pragma once
// The keys of a configuration, one row each. What is read, checked, merged, printed and described in the
// schema all comes from here.

#include <span>
#include <string_view>
#include <vector>

#include "config/shape.hpp"

namespace camlint {

/// Of a configuration as a whole.
[[nodiscard]] const Shape& configuration_shape();

/// Its own keys.
[[nodiscard]] std::span<const Key> configuration_keys();

/// The files that a walk takes where no `include` says so. Below a folder `prompts`, wherever it is, more
/// kinds count.
[[nodiscard]] std::span<const std::string_view> default_include();

}  // namespace camlint
