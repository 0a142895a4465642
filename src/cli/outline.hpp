#pragma once
// The command line as data: its subcommands, their flags, and what may stand behind a flag. Completions and
// the manual are made from it. Never parses anything.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace camlint {

/// What stands behind a flag, or in a positional argument's place.
enum class Takes : std::uint8_t {
    nothing,
    text,        ///< anything: nothing can be proposed
    file,        ///< a path
    word,        ///< one of `words`
    list,        ///< several of `words`, comma between
    assignment,  ///< one of `words`, '=' and a path
};

struct ArgumentOutline {
    std::vector<std::string> names;  ///< "-f", "--output-format"; of a positional argument "PATH"
    std::string help;
    bool repeats = false;  ///< may be there more than once
    Takes takes = Takes::nothing;
    std::string label;  ///< what help calls the value
    std::vector<std::string_view> words;
};

struct CommandOutline {
    std::string name;
    std::string summary;
    std::string footer;  ///< empty where it is the program's
    std::vector<ArgumentOutline> flags;
    std::vector<ArgumentOutline> positionals;
    std::vector<CommandOutline> commands;
};

/// A row of the table of values.
struct Values {
    std::string_view command;   ///< empty for all that have no row of their own above
    std::string_view argument;  ///< a long flag, or a positional argument
    std::string_view label;
    Takes takes = Takes::text;
    std::vector<std::string_view> (*words)() = nullptr;
};

/// What an argument may be; just text where the table says nothing.
[[nodiscard]] Values values_of(std::string_view command, std::string_view argument);

}  // namespace camlint
