#pragma once
// What git says of a folder. The only program that camlint starts.

#include <optional>
#include <string>
#include <vector>

namespace camlint {

/// The files below `folder` that git tracks or would (new ones that are not ignored), relative to it;
/// nothing where the folder is in no work tree, or git is not there or refuses.
[[nodiscard]] std::optional<std::vector<std::string>> git_files(const std::string& folder);

}  // namespace camlint
