#include "cli/configurations.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

namespace fs = std::filesystem;

/// Whether there is something of that name, also a link that leads nowhere.
bool exists(const std::string& path) {
    struct stat status {};
    return lstat(path.c_str(), &status) == 0;
}

std::string in(const std::string& folder, std::string_view name) {
    std::string path;
    path.reserve(folder.size() + 1 + name.size());
    path += folder;
    if (!folder.ends_with('/')) path += '/';
    return path += name;
}

/// Where a search upwards ends: the repository's folder, or the root of the file system.
bool is_top(const std::string& folder) {
    return folder.empty() || folder == "/" || exists(in(folder, ".git"));
}

/// Of a canonical path, "/" for what lies in it and for itself. Without fs::path, which takes longer than to
/// lint a small file.
std::string above(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return {};
    return path.substr(0, std::max<std::size_t>(1, slash));
}

/// A list of patterns; null where there is no configuration, or none in it.
const Setting* list_of(const LoadedConfiguration* loaded, std::string_view name) {
    return loaded == nullptr ? nullptr : loaded->configuration.root.member(name);
}

/// Whether there is such a list and one of its patterns means the path, which is made only then.
template <typename MakePath>
bool lists(const LoadedConfiguration* loaded, std::string_view name, MakePath path) {
    const Setting* list = list_of(loaded, name);
    return list != nullptr && loaded->means(list, path());
}

/// What is behind the last slash.
std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

Configurations::Configurations(const std::string& file, bool none) : is_fixed_(none || !file.empty()) {
    if (none && !file.empty()) throw Error("--config and --no-config do not go together");
    if (!file.empty()) fixed_ = load(file, file);
}

const LoadedConfiguration* Configurations::load(const std::string& path, const std::string& shown) {
    stamps_[path] = stamp_of(path);
    auto loaded = load_configuration(path, shown, names_, mistakes_);
    if (loaded == nullptr) return nullptr;
    for (const ConfigFile& file : loaded->files) stamps_[file.path] = stamp_of(file.path);
    return loaded_.emplace_back(std::move(loaded)).get();
}

const LoadedConfiguration* Configurations::read_in(const std::string& folder, bool& is_there) {
    const std::string plain = in(folder, configuration_name);
    const std::string hidden = in(folder, hidden_configuration_name);
    for (const std::string& path : {plain, hidden}) stamps_[path] = stamp_of(path);
    const bool has_hidden = exists(hidden);
    const bool has_plain = exists(plain);
    is_there = has_plain || has_hidden;
    if (has_plain && has_hidden) {
        const std::string& name = names_.emplace_back(shown_path(plain));
        mistakes_.push_back(
            {{.file = name},
             fmt::format("there is {} beside it; keep one of the two", quote(shown_path(hidden)))});
        return nullptr;
    }
    const std::string& path = has_plain ? plain : hidden;
    return is_there ? load(path, shown_path(path)) : nullptr;
}

const LoadedConfiguration* Configurations::closest(const std::string& folder) {
    const auto row = folders_.find(folder);
    if (row != folders_.end() && row->second.configuration) return *row->second.configuration;
    std::vector<std::string> passed;
    const LoadedConfiguration* found = nullptr;
    for (std::string here = folder; !here.empty(); here = above(here)) {
        passed.push_back(here);
        const Folder& known = folders_[here];
        if (known.configuration) {
            found = *known.configuration;
            break;
        }
        bool is_there = false;
        found = read_in(here, is_there);
        if (is_there || is_top(here)) break;
    }
    for (const std::string& here : passed) folders_[here].configuration = found;
    return found;
}

const LoadedConfiguration* Configurations::closest_to(const std::string& path) {
    return is_fixed_ ? fixed_ : closest(folder_of(path));
}

bool Configurations::is_excluded(const std::string& folder) {
    if (const auto known = folders_[folder].is_excluded) return *known;
    bool excluded = false;
    if (!is_top(folder)) {
        const std::string parent = above(folder);
        excluded = is_excluded(parent) || lists(closest(parent), "exclude", [&] { return folder; });
    }
    folders_[folder].is_excluded = excluded;
    return excluded;
}

/// The canonical folder that a path's file is in. Holds until the end.
const std::string& Configurations::folder_of(const std::string& path) {
    const std::string_view written(path.data(), path.size() - name_of(path).size());
    if (const auto known = parents_.find(written); known != parents_.end()) return known->second;
    std::error_code error;
    const fs::path folder = fs::absolute(written.empty() ? "." : written, error);
    std::string canonical = fs::weakly_canonical(folder, error).string();
    // "." gives a slash at the end where a part of the way is not there.
    if (canonical.size() > 1 && canonical.ends_with('/')) canonical.pop_back();
    if (canonical.empty()) canonical = "/";
    return parents_.emplace(written, std::move(canonical)).first->second;
}

std::string Configurations::absolute_path(const std::string& path) {
    return in(folder_of(path), name_of(path));
}

std::string Configurations::absolute(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return absolute_path(path);
}

const LoadedConfiguration* Configurations::of_file(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return closest_to(path);
}

std::optional<bool> Configurations::includes(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const LoadedConfiguration* found = closest_to(path);
    const Setting* include = list_of(found, "include");
    if (include == nullptr) return {};
    return found->means(include, absolute_path(path));
}

bool Configurations::excludes(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (!is_fixed_ && is_excluded(folder_of(path))) return true;
    return lists(closest_to(path), "exclude", [&] { return absolute_path(path); });
}

std::vector<std::string> Configurations::mistakes() {
    const std::lock_guard lock(mutex_);
    // Two configurations may extend the same one.
    std::vector<Mistake> sorted = mistakes_;
    std::ranges::sort(sorted, comes_before);
    std::vector<std::string> lines;
    for (const Mistake& mistake : sorted) {
        std::string line = printable(describe(mistake));  // an exception's text ends at a NUL
        if (lines.empty() || lines.back() != line) lines.push_back(std::move(line));
    }
    return lines;
}

void Configurations::check() {
    const std::vector<std::string> lines = mistakes();
    if (lines.empty()) return;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) print_error(lines[i]);
    throw Error(lines.back());
}

bool Configurations::differs(const std::string& path) const {
    const auto row = stamps_.find(path);
    return row != stamps_.end() && stamp_of(path) != row->second;
}

bool Configurations::has_changed(const std::string& path) {
    const std::lock_guard lock(mutex_);
    // One for all files is the only one that was read.
    if (is_fixed_) return std::ranges::any_of(stamps_, [&](const auto& row) { return differs(row.first); });
    const std::string& folder = folder_of(path);
    for (std::string here = folder; !here.empty(); here = above(here)) {
        if (differs(in(here, configuration_name)) || differs(in(here, hidden_configuration_name)))
            return true;
        if (is_top(here)) break;
    }
    const LoadedConfiguration* found = closest(folder);
    return found != nullptr &&
           std::ranges::any_of(found->files, [&](const ConfigFile& file) { return differs(file.path); });
}

bool Configurations::has_read(const std::string& path) {
    std::error_code error;
    const std::string canonical = fs::weakly_canonical(path, error).string();
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(loaded_, [&](const auto& loaded) {
        return std::ranges::any_of(loaded->files,
                                   [&](const ConfigFile& file) { return file.path == canonical; });
    });
}

}  // namespace camlint
