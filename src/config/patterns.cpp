#include "config/patterns.hpp"

#include <algorithm>

namespace camlint {
namespace {

constexpr std::string_view none;

/// Bytes. Each choice between braces is a pattern of its own, so that a long one would be many long ones.
constexpr std::size_t longest_pattern = 1000;

/// Offset behind the ']' of a set that begins at `at`, npos where nothing closes it in its part of the path.
std::size_t end_of_set(std::string_view pattern, std::size_t at) {
    ++at;
    if (at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^')) ++at;
    if (at < pattern.size() && pattern[at] == ']') ++at;
    const std::size_t close = pattern.find(']', at);
    return close == none.npos || pattern.find('/', at) < close ? none.npos : close + 1;
}

bool has_parent_part(std::string_view pattern) {
    while (true) {
        const std::size_t slash = pattern.find('/');
        if (pattern.substr(0, slash) == "..") return true;
        if (slash == none.npos) return false;
        pattern.remove_prefix(slash + 1);
    }
}

std::string_view brace_flaw(std::string_view pattern) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = pattern.find('}');
    if (open == none.npos && close == none.npos) return none;
    if (open == none.npos || close < open) return "'}' closes nothing";
    if (close == none.npos) return "'{' is not closed";
    if (pattern.find_first_of("{}", open + 1) < close) return "one '{' stands inside another";
    return pattern.find_first_of("{}", close + 1) == none.npos ? none : "a pattern has one '{' at most";
}

}  // namespace

std::string_view pattern_flaw(std::string_view pattern) {
    if (pattern.find('\0') != none.npos) return "a path has no NUL";
    if (pattern.size() > longest_pattern) return "a pattern has at most 1000 bytes";
    if (has_parent_part(pattern)) return "it leads out of the configuration's folder";
    if (pattern.find_first_not_of("./") == none.npos)
        return "it names nothing below the configuration's folder";
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] == '\\') {
            if (at + 1 == pattern.size()) return "'\\' has nothing behind it";
            at += 2;
        } else if (pattern[at] == '[') {
            at = end_of_set(pattern, at);
            if (at == none.npos) return "'[' is not closed";
        } else {
            ++at;
        }
    }
    return brace_flaw(pattern);
}

std::string_view inner_path_flaw(std::string_view path) {
    if (path.find('\0') != none.npos) return "a path has no NUL";
    if (path.starts_with('/') || has_parent_part(path)) return "it leads out of the configuration's folder";
    return none;
}

}  // namespace camlint
