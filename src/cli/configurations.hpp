#pragma once
// Which configuration holds for which file: the closest one in its folder or above, up to the repository's.
// Each is read once; what is wrong with them is kept until somebody asks.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/config_file.hpp"
#include "cli/stamp.hpp"

namespace camlint {

class Configurations {
public:
    /// `file` (empty for none) is used for all; `none` says that there is no configuration.
    Configurations(const std::string& file, bool none);

    /// The one of a file, by its path or the name that standard input goes by; null for none, or for one with
    /// mistakes. Thread-safe, as all below.
    [[nodiscard]] const LoadedConfiguration* of_file(const std::string& path);

    /// Whether the configuration of a file has an `include` that means it; nothing where it has none.
    [[nodiscard]] std::optional<bool> includes(const std::string& path);

    /// Whether `exclude` means a file or folder, or a folder above it. A configuration in a folder that one
    /// above it excludes is not asked.
    [[nodiscard]] bool excludes(const std::string& path);

    /// What is wrong with those that were read, in words, sorted by place.
    [[nodiscard]] std::vector<std::string> mistakes();

    /// Whether a file is one that was read, or extended by one.
    [[nodiscard]] bool has_read(const std::string& path);

    /// Whether the one of a file has changed since it was read, or there is a closer one now. Looks at no
    /// other folders than those above the file.
    [[nodiscard]] bool has_changed(const std::string& path);

    /// Throws Error where a configuration that was read has mistakes; prints all but the last, which the
    /// error is.
    void check();

    /// Absolute, its folder canonical.
    [[nodiscard]] std::string absolute(const std::string& path);

private:
    struct Folder {
        std::optional<const LoadedConfiguration*> configuration;
        std::optional<bool> is_excluded;
    };

    const LoadedConfiguration* closest_to(const std::string& path);
    const LoadedConfiguration* closest(const std::string& folder);
    bool differs(const std::string& path) const;
    const LoadedConfiguration* read_in(const std::string& folder, bool& is_there);
    const LoadedConfiguration* load(const std::string& path, const std::string& shown);
    bool is_excluded(const std::string& folder);
    const std::string& folder_of(const std::string& path);
    std::string absolute_path(const std::string& path);

    bool is_fixed_ = false;  ///< one for all files, or none
    const LoadedConfiguration* fixed_ = nullptr;

    std::mutex mutex_;  // guards what follows
    std::map<std::string, Folder> folders_;
    std::map<std::string, std::string, std::less<>> parents_;  ///< canonical, by how they are written
    std::vector<std::unique_ptr<LoadedConfiguration>> loaded_;
    std::deque<std::string> names_;
    std::vector<Mistake> mistakes_;
    std::map<std::string, Stamp> stamps_;  ///< of all paths that were looked for
};

}  // namespace camlint
