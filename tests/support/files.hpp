#pragma once
// Reading the corpus.

#include <filesystem>
#include <string>
#include <vector>

namespace camlint::test {

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Regular files below `folder`, sorted.
[[nodiscard]] std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

[[nodiscard]] std::filesystem::path corpus();

}  // namespace camlint::test
