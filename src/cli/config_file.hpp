#pragma once
// A configuration's file and those that it extends, read from disk. Opens regular files alone, starts and
// reaches nothing.

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/configuration.hpp"

namespace camlint {

struct ConfigFile {
    std::string path;    ///< canonical
    std::string shown;   ///< as messages call it
    std::string folder;  ///< what its patterns and paths start from
};

struct LoadedConfiguration {
    std::deque<ConfigFile> files;  ///< the one that was found first; then what each one extends
    Configuration configuration;

    /// Whether a list of patterns (null for none) means a file or folder, by its absolute path. Patterns
    /// start from the folder of the file that says them.
    [[nodiscard]] bool means(const Setting* patterns, const std::string& path) const;

    /// The folder of the file that says something.
    [[nodiscard]] const std::string& folder_of(const Spot& spot) const;
};

/// The names that a configuration goes by.
inline constexpr std::string_view configuration_name = "camlint.toml";
inline constexpr std::string_view hidden_configuration_name = ".camlint.toml";

/// Null, with mistakes more, where something is wrong with the file or with one that it extends.
[[nodiscard]] std::unique_ptr<LoadedConfiguration> load_configuration(const std::string& path,
                                                                      const std::string& shown,
                                                                      std::deque<std::string>& names,
                                                                      std::vector<Mistake>& mistakes);

/// A path as it is shown: from the current folder on.
[[nodiscard]] std::string shown_path(const std::string& path);

}  // namespace camlint
