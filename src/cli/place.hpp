#pragma once
// Where the program stands in the file system.

#include <string>

#include "report/format.hpp"

namespace camlint {

/// The folder at or above `folder` that holds a repository (a `.git`, whatever git says of it), as an
/// absolute path; empty where there is none.
[[nodiscard]] std::string repository_above(const std::string& folder);

/// The current folder and its repository.
[[nodiscard]] Place current_place();

}  // namespace camlint
