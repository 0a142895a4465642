#pragma once
// Whether a path pattern of a configuration can be one. Matches nothing.

#include <string_view>

namespace camlint {

/// What is wrong with it, empty if nothing is: a '[' or '{' that is not closed, a way out of the folder.
[[nodiscard]] std::string_view pattern_flaw(std::string_view pattern);

/// The same of a path that has to stay in the folder.
[[nodiscard]] std::string_view inner_path_flaw(std::string_view path);

}  // namespace camlint
