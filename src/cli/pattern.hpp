#pragma once
// Path patterns of a configuration, as of `include`, `exclude` and `files`.

#include <string>
#include <string_view>

namespace camlint {

/// Whether a pattern means `path`, which is relative to the configuration's folder. A pattern without a slash
/// means the name at any depth; with one it begins at the folder. A folder that is meant means all below it,
/// and a slash at the end means folders alone.
[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view path);

/// `path` as it is from `folder` on; both are absolute and canonical.
[[nodiscard]] std::string relative_to(const std::string& path, const std::string& folder);

}  // namespace camlint
