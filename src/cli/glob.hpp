#pragma once
// Path patterns: `*` and `?` inside one part of a path, `**` for any number of parts, [a-z], {a,b}.

#include <string>
#include <string_view>
#include <vector>

namespace camlint {

class Glob {
public:
    explicit Glob(std::string_view pattern);

    /// Whether all of `path` matches. Time grows with the product of both lengths at most.
    [[nodiscard]] bool matches(std::string_view path) const;

private:
    /// A pattern without braces.
    struct Choice {
        std::vector<std::string> parts;
        std::string ending;  ///< of a path, where that is all that it asks for; else empty
    };
    std::vector<Choice> choices_;
};

/// Whether a name holds a mark that makes it a pattern.
[[nodiscard]] bool is_glob(std::string_view name);

}  // namespace camlint
