#include "cli/place.hpp"

#include <filesystem>

namespace camlint {

namespace fs = std::filesystem;

std::string repository_above(const std::string& folder) {
    std::error_code error;
    for (fs::path path = fs::canonical(folder, error); !error; path = path.parent_path()) {
        if (fs::exists(path / ".git", error)) return path.string();
        if (path == path.parent_path()) break;
    }
    return {};
}

Place current_place() {
    std::error_code error;
    const std::string folder = fs::current_path(error).string();
    const std::string repository = error ? std::string() : repository_above(folder);
    return {.folder = folder, .repository = repository.empty() ? folder : repository};
}

}  // namespace camlint
