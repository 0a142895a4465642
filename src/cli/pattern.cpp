#include "cli/pattern.hpp"

#include <filesystem>

#include "cli/glob.hpp"

namespace camlint {

bool matches_pattern(std::string_view pattern, std::string_view path) {
    const bool is_rooted = pattern.starts_with('/') || pattern.starts_with("./");
    if (is_rooted) pattern.remove_prefix(pattern.find('/') + 1);
    const bool means_folders = pattern.ends_with('/');
    if (means_folders) pattern.remove_suffix(1);
    std::string whole(pattern);
    if (!is_rooted && pattern.find('/') == std::string_view::npos) whole.insert(0, "**/");
    whole += means_folders ? "/**/*" : "/**";
    return Glob(whole).matches(path);
}

std::string relative_to(const std::string& path, const std::string& folder) {
    const std::string below = folder.ends_with('/') ? folder : folder + '/';
    if (path.starts_with(below)) return path.substr(below.size());
    return std::filesystem::path(path).lexically_relative(folder).string();
}

}  // namespace camlint
