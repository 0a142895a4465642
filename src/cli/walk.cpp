#include "cli/walk.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "cli/git.hpp"
#include "cli/glob.hpp"
#include "cli/place.hpp"
#include "config/keys.hpp"

namespace camlint {
namespace {

namespace fs = std::filesystem;

std::string join(const std::string& folder, const std::string& name) {
    if (folder.empty() || folder == ".") return name;
    return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

enum class Kind : std::uint8_t { folder, other, unknown };

/// What an entry of a folder is, by what the folder itself says where it does.
Kind kind_of(const dirent& entry, const std::string& folder) {
    struct stat status {};
    mode_t mode = DTTOIF(entry.d_type);
    if (entry.d_type == DT_UNKNOWN) {
        if (lstat(join(folder, entry.d_name).c_str(), &status) != 0) return Kind::unknown;
        mode = status.st_mode;
    }
    return S_ISDIR(mode) ? Kind::folder : Kind::other;
}

/// Regular files and what only looks like one, below a folder; hidden folders and links to folders are
/// left out, and excluded ones. What cannot be looked into goes to `problems`.
std::vector<std::string> plain_walk(const std::string& folder, Configurations& configurations,
                                    std::vector<std::string>& problems) {
    std::vector<std::string> files;
    std::vector<std::string> folders{""};
    while (!folders.empty()) {
        const std::string here = std::move(folders.back());
        folders.pop_back();
        const auto cannot_read = [&](const std::string& path) {
            problems.push_back(fmt::format("cannot read {}: {}", path, std::strerror(errno)));
        };
        const std::string shown = here.empty() ? folder : join(folder, here);
        const std::unique_ptr<DIR, int (*)(DIR*)> entries(opendir(shown.empty() ? "." : shown.c_str()),
                                                          closedir);
        if (entries == nullptr) {
            cannot_read(shown);
            continue;
        }
        errno = 0;
        while (const dirent* entry = readdir(entries.get())) {
            const std::string name = entry->d_name;
            if (name == "." || name == "..") continue;
            std::string path = join(here, name);
            const Kind kind = kind_of(*entry, shown);
            if (kind == Kind::unknown) {
                cannot_read(join(folder, path));
            } else if (kind != Kind::folder) {
                files.push_back(std::move(path));
            } else if (!name.starts_with('.') && !configurations.excludes(join(folder, path))) {
                folders.push_back(std::move(path));
            }
            errno = 0;  // of what comes next
        }
        if (errno != 0) cannot_read(shown);
    }
    return files;
}

class Finder {
public:
    Finder(const std::string& stdin_name, Configurations& configurations, bool force_exclude)
        : stdin_name_(stdin_name), configurations_(configurations), force_exclude_(force_exclude) {}

    Walk find(const std::vector<std::string>& paths) {
        // What is named comes first, so that it counts as named if a walk finds it too.
        std::vector<std::string> walks;
        for (const std::string& path : paths) {
            struct stat status {};
            const bool exists = path == "-" || stat(path.c_str(), &status) == 0;
            const bool is_walk = exists ? path != "-" && S_ISDIR(status.st_mode) : is_glob(path);
            if (is_walk) {
                walks.push_back(path);
            } else {
                add_named(path, status);
            }
        }
        for (const std::string& path : walks) {
            if (is_folder(path)) {
                walk_folder(path);
            } else {
                walk_glob(path);
            }
        }
        std::ranges::sort(walk_.targets, {}, [](const Target& t) { return std::tie(t.name, t.path); });
        return std::move(walk_);
    }

private:
    static bool is_folder(const std::string& path) {
        struct stat status {};
        return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
    }

    /// True for the first path that leads to a file.
    bool is_new(const struct stat& status) { return seen_.emplace(status.st_dev, status.st_ino).second; }

    void add_named(const std::string& path, const struct stat& status) {
        const std::string& name = path == "-" ? stdin_name_ : path;
        const bool is_file = path != "-" && S_ISREG(status.st_mode);
        if (is_file ? !is_new(status) : !others_.insert(path).second) return;
        const bool has_place = path != "-" || !name.starts_with('<');
        if (force_exclude_ && has_place && configurations_.excludes(name)) return;
        walk_.targets.push_back({.path = path, .name = name, .is_named = true});
    }

    void walk_folder(const std::string& folder) {
        std::error_code error;  // then the folder goes by the name that it was given
        const fs::path canonical = fs::canonical(folder, error);
        const std::string root = (error ? fs::path(folder) : canonical).filename().string();
        const std::size_t problems = walk_.problems.size();
        const std::vector<Glob> defaults(default_include().begin(), default_include().end());
        add_walked(folder, [&](const std::string& file, const std::string& path) {
            if (configurations_.excludes(path)) return false;
            if (const auto included = configurations_.includes(path)) return *included;
            const std::string name = join(root, file);
            return std::ranges::any_of(defaults, [&](const Glob& glob) { return glob.matches(name); });
        });
        if (anything_ || walk_.problems.size() > problems) return;
        walk_.hints.push_back(fmt::format("no prompt files in {}", folder));
    }

    /// The part of a pattern before the first one with a mark is where the walk begins.
    void walk_glob(const std::string& pattern) {
        const std::size_t mark = pattern.find_first_of("*?[{");
        const std::size_t slash = pattern.rfind('/', mark);
        const std::string folder = slash == std::string::npos ? "." : pattern.substr(0, slash + 1);
        const std::string rest = slash == std::string::npos ? pattern : pattern.substr(slash + 1);
        anything_ = false;
        if (is_folder(folder)) {
            const Glob glob(rest);
            add_walked(folder, [&](const std::string& file, const std::string& path) {
                if (!glob.matches(file)) return false;
                anything_ = true;  // also where it is excluded
                return !configurations_.excludes(path);
            });
        }
        if (!anything_) walk_.problems.push_back(fmt::format("no file matches {}", pattern));
    }

    template <typename Matches>
    void add_walked(const std::string& folder, Matches matches) {
        anything_ = false;
        const bool in_repository = !repository_above(folder).empty();
        const bool knows_git = in_repository || std::getenv("GIT_DIR") != nullptr;
        const auto known = knows_git ? git_files(folder) : std::nullopt;
        if (!known && in_repository) {
            walk_.hints.push_back(
                fmt::format("git does not tell which files {} has; ignored ones are read too", folder));
        }
        std::error_code error;
        const fs::path root = fs::canonical(folder, error);
        std::vector<std::string> links;
        for (const std::string& file : known ? *known : plain_walk(folder, configurations_, walk_.problems)) {
            const std::string path = join(folder, file);
            if (!matches(file, path)) continue;
            struct stat status {};
            if (lstat(path.c_str(), &status) != 0) {
                // Git also lists what has been deleted.
                if (errno != ENOENT && errno != ENOTDIR) problem(path, std::strerror(errno));
            } else if (S_ISLNK(status.st_mode) || !is_below(root, file)) {
                links.push_back(path);
            } else {
                add_found(path, status);
            }
        }
        for (const std::string& link : links) follow(link, folder, root);
    }

    /// Whether the folder of a file of the walk is where its path says, and not behind a link.
    bool is_below(const fs::path& root, std::string_view file) {
        const std::size_t slash = file.rfind('/');
        if (slash == std::string_view::npos || root.empty()) return true;
        const auto [row, is_first] = below_.try_emplace(root / file.substr(0, slash));
        std::error_code error;
        if (is_first) row->second = fs::canonical(row->first, error) == row->first;
        return row->second;
    }

    void add_found(const std::string& path, const struct stat& status) {
        if (S_ISDIR(status.st_mode)) return;  // a repository in a repository
        anything_ = true;
        if (!S_ISREG(status.st_mode)) return problem(path, "not a regular file");
        if (is_new(status)) walk_.targets.push_back({.path = path, .name = path, .is_named = false});
    }

    /// A link counts where it leads to a file below the folder that is walked.
    void follow(const std::string& link, const std::string& folder, const fs::path& root) {
        struct stat status {};
        if (stat(link.c_str(), &status) != 0) return problem(link, std::strerror(errno));
        if (!S_ISREG(status.st_mode)) return add_found(link, status);
        std::error_code error;
        const fs::path target = fs::canonical(link, error);
        const auto [rest, stop] = std::mismatch(root.begin(), root.end(), target.begin(), target.end());
        if (!error && !root.empty() && rest == root.end()) return add_found(link, status);
        anything_ = true;
        walk_.hints.push_back(fmt::format("{} leads out of {} and was not followed", link, folder));
    }

    void problem(const std::string& path, std::string_view why) {
        anything_ = true;
        walk_.problems.push_back(fmt::format("cannot read {}: {}", path, why));
    }

    const std::string& stdin_name_;
    Configurations& configurations_;
    bool force_exclude_;
    Walk walk_;
    std::set<std::pair<dev_t, ino_t>> seen_;
    std::set<std::string> others_;
    std::map<fs::path, bool> below_;
    bool anything_ = false;  ///< the walk has found something that matches
};

}  // namespace

Walk find_targets(const std::vector<std::string>& paths, const std::string& stdin_name,
                  Configurations& configurations, bool force_exclude) {
    return Finder(stdin_name, configurations, force_exclude).find(paths);
}

}  // namespace camlint
