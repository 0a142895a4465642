#include "cli/glob.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fnmatch.h>

namespace camlint {
namespace {

std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t slash = path.find('/');
        parts.emplace_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

/// The pattern with its first {a,b} written out, once for each choice; itself where it has none.
std::vector<std::string> choices_of(std::string_view pattern) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) return {std::string(pattern)};
    std::vector<std::string> all;
    for (std::size_t at = open; at < close;) {
        const std::size_t end = std::min(pattern.find(',', at + 1), close);
        std::string choice(pattern.substr(0, open));
        choice += pattern.substr(at + 1, end - at - 1);
        choice += pattern.substr(close + 1);
        all.push_back(std::move(choice));
        at = end;
    }
    return all;
}

/// What is behind the star of "**/*.prompt"; empty for any other kind of pattern.
std::string ending_of(std::string_view pattern) {
    constexpr std::string_view anything = "**/*";
    const std::string_view ending = pattern.substr(std::min(anything.size(), pattern.size()));
    const bool is_plain = ending.find_first_of("*?[\\/") == std::string_view::npos;
    return std::string(pattern.starts_with(anything) && is_plain ? ending : "");
}

/// Row by row: which beginnings of the path each beginning of the pattern matches.
bool matches_parts(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
    std::vector<bool> reached(path.size() + 1);
    reached[0] = true;
    for (const std::string& part : pattern) {
        std::vector<bool> next(path.size() + 1);
        const bool any = part == "**";
        const bool plain = part.find_first_of("*?[\\") == std::string::npos;
        for (std::size_t i = 0; i <= path.size(); ++i) {
            if (any) {
                next[i] = reached[i] || (i > 0 && next[i - 1]);
            } else if (i > 0 && reached[i - 1]) {
                next[i] = plain ? part == path[i - 1] : fnmatch(part.c_str(), path[i - 1].c_str(), 0) == 0;
            }
        }
        reached = std::move(next);
    }
    return reached.back();
}

}  // namespace

Glob::Glob(std::string_view pattern) {
    for (const std::string& choice : choices_of(pattern)) {
        choices_.push_back({.parts = parts_of(choice), .ending = ending_of(choice)});
    }
}

bool Glob::matches(std::string_view path) const {
    std::vector<std::string> parts;
    return std::ranges::any_of(choices_, [&](const Choice& choice) {
        if (!choice.ending.empty()) return path.ends_with(choice.ending);
        if (parts.empty()) parts = parts_of(path);
        return matches_parts(choice.parts, parts);
    });
}

bool is_glob(std::string_view name) { return name.find_first_of("*?[") != std::string_view::npos; }

}  // namespace camlint
