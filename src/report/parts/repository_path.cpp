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

bool stays_in_uri(char byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return letter || (byte >= '0' && byte <= '9') ||
           std::string_view("-._~/").find(byte) != std::string_view::npos;
}

}  // namespace

std::string repository_path(std::string_view name, const Place& place) {
    const std::string path =
        resolved(name.starts_with('/') ? std::string(name) : fmt::format("{}/{}", place.folder, name));
    const std::string root = place.repository.ends_with('/') ? place.repository : place.repository + '/';
    return path.starts_with(root) ? path.substr(root.size()) : path;
}

std::string path_uri(std::string_view path) {
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char byte : path) {
        if (stays_in_uri(byte)) {
            uri += byte;
        } else {
            fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(byte));
        }
    }
    return uri;
}

}  // namespace camlint
