#include "report/parts/repository_path.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace camlint {
namespace {

/// An absolute path without ".", ".." and empty parts.
std::string resolved(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            parts.push_back(part);
        } else if (!parts.empty()) {
            parts.pop_back();
        }
    }
    return fmt::format("/{}", fmt::join(parts, "/"));
}

}  // namespace

std::string repository_path(std::string_view name, const Place& place) {
    const std::string path =
        resolved(name.starts_with('/') ? std::string(name) : fmt::format("{}/{}", place.folder, name));
    const std::string root = place.repository.ends_with('/') ? place.repository : place.repository + '/';
    return path.starts_with(root) ? path.substr(root.size()) : path;
}

}  // namespace camlint
