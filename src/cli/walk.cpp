#include "cli/walk.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
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

std::string name_of(const fs::directory_entry& entry) {
    const std::string& path = entry.path().native();
    return path.substr(path.rfind('/') + 1);
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
        std::error_code error;
        for (fs::directory_iterator entry(join(folder, here.empty() ? "." : here), error), end;
             !error && entry != end; entry.increment(error)) {
            const std::string name = name_of(*entry);
            const std::string path = join(here, name);
            // These two know what the folder itself says of its entries, and ask for no more.
            std::error_code unknown;
            const bool is_link = entry->is_symlink(unknown);
            const bool is_folder = !is_link && !unknown && entry->is_directory(unknown);
            if (unknown) {
                problems.push_back(fmt::format("cannot read {}: {}", join(folder, path), unknown.message()));
            } else if (!is_folder) {
                files.push_back(path);
            } else if (!name.starts_with('.') && !configurations.excludes(join(folder, path))) {
                folders.push_back(path);
            }
        }
        if (!error) continue;
        const std::string shown = here.empty() ? folder : join(folder, here);
        problems.push_back(fmt::format("cannot read {}: {}", shown, error.message()));
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
        add_walked(folder, [&](const std::string& file) {
            const std::string path = join(folder, file);
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
            add_walked(folder, [&](const std::string& file) {
                if (!glob.matches(file)) return false;
                anything_ = true;  // also where it is excluded
                return !configurations_.excludes(join(folder, file));
            });
        }
        if (!anything_) walk_.problems.push_back(fmt::format("no file matches {}", pattern));
    }

    template <typename Matches>
    void add_walked(const std::string& folder, Matches matches) {
        anything_ = false;
        const auto known = git_files(folder);
        if (!known && !repository_above(folder).empty()) {
            walk_.hints.push_back(
                fmt::format("git does not tell which files {} has; ignored ones are read too", folder));
        }
        std::error_code error;
        const fs::path root = fs::canonical(folder, error);
        std::vector<std::string> links;
        for (const std::string& file : known ? *known : plain_walk(folder, configurations_, walk_.problems)) {
            if (!matches(file)) continue;
            struct stat status {};
            const std::string path = join(folder, file);
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
