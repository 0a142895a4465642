#pragma once
// Path patterns: `*` and `?` inside one part of a path, `**` for any number of parts, [a-z], {a,b}.

#include <string_view>

namespace camlint {

/// Whether all of `path` matches. Time grows with the product of both lengths at most.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view path);

/// Whether a name holds a mark that makes it a pattern.
[[nodiscard]] bool is_glob(std::string_view name);

}  // namespace camlint
