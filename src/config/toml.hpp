#pragma once
// TOML to values. The only place that knows the library which reads it; nothing is thrown out of here, and
// no input makes it slow or deep.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "config/setting.hpp"

namespace camlint {

/// Bytes that a configuration may have. Nobody writes more by hand.
inline constexpr std::size_t largest_configuration = std::size_t{256} << 10;

/// The table that `bytes` are. Nothing, with a mistake more, where they are no TOML. Places hold a view of
/// `file`.
[[nodiscard]] std::optional<Setting> parse_toml(std::string_view bytes, std::string_view file,
                                                std::vector<Mistake>& mistakes);

}  // namespace camlint
