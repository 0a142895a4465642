#pragma once
// The JSON Schema of a configuration, made from the table of its keys.

#include <string>

namespace camlint {

/// Draft 2020-12, indented, with a line end.
[[nodiscard]] std::string configuration_schema();

}  // namespace camlint
