#pragma once
// A file's name as services know it, that check out a repository elsewhere: relative to the repository's
// root. Works on names alone: nothing is looked up, links are not followed.

#include <string>
#include <string_view>

#include "report/format.hpp"

namespace camlint {

/// `name`, which may be relative to the current folder, as a path from the repository's root with "." and
/// ".." resolved; absolute where it lies outside. Bytes stay as they are.
[[nodiscard]] std::string repository_path(std::string_view name, const Place& place);

}  // namespace camlint
