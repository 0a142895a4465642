// Completion for zsh: a file for a folder of $fpath, or to be sourced behind compinit.

#include <fmt/format.h>

#include "cli/scripts.hpp"

namespace camlint {
namespace {

constexpr std::string_view head = R"sh(#compdef camlint
# Completion of camlint for zsh, made by `camlint completions zsh`.

_camlint_assignment() {
    if compset -P '*='; then
        _files
    else
        compadd -S '' -- "${@/%/=}"
    fi
}

_camlint() {
    local context state state_descr line
    typeset -A opt_args
)sh";

constexpr std::string_view tail = R"sh(    esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _camlint "$@"
else
    compdef _camlint camlint
fi
)sh";

/// What may follow the second colon of an argument's specification, the colon with it.
std::string action(const ArgumentOutline& argument) {
    std::string words;
    for (const std::string_view word : argument.words)
        words += " " + escaped(word, " \t\\'\"():$`&;|<>*?[]#~");
    switch (argument.takes) {
        case Takes::nothing: return "";
        case Takes::text: return ": ";
        case Takes::file: return ":_files";
        case Takes::word: return fmt::format(":({})", words.empty() ? words : words.substr(1));
        case Takes::list: return ":_sequence compadd -" + words;
        // The blank keeps _arguments from adding options of its own.
        case Takes::assignment: return ": _camlint_assignment" + words;
    }
    return "";
}

std::string flag_spec(const ArgumentOutline& flag) {
    const std::string value =
        flag.takes == Takes::nothing ? "" : ":" + escaped(flag.label, ":\\") + action(flag);
    const std::string help = "[" + escaped(flag.help, "[]\\:") + "]";
    std::string names;
    for (const std::string& name : flag.names) names += (names.empty() ? "" : " ") + name;
    const std::string others = flag.repeats ? "*" : "(" + names + ")";
    std::string out;
    for (const std::string& name : flag.names) {
        const bool is_long = name.starts_with("--");
        const char* sign = flag.takes == Takes::nothing ? "" : is_long ? "=" : "+";
        out += " \\\n        " + single_quoted(fmt::format("{}{}{}{}{}", others, name, sign, help, value));
    }
    return out;
}

std::string arguments(const CommandOutline& command) {
    std::string out = "_arguments -S";
    for (const ArgumentOutline& flag : command.flags) out += flag_spec(flag);
    for (const ArgumentOutline& place : command.positionals) {
        out += " \\\n        " +
               single_quoted((place.repeats ? "*:" : ":") + escaped(place.label, ":\\") + action(place));
    }
    return out;
}

}  // namespace

std::string zsh_script(const CommandOutline& program) {
    std::string out{head};
    std::string names;
    for (const CommandOutline& command : program.commands) {
        names += fmt::format(" {}\\:{}", escaped(command.name, " \\:()'\""),
                             single_quoted(escaped(command.summary, "\\:")));
    }
    CommandOutline top = program;
    top.positionals.clear();
    out += "    " + arguments(top) + " \\\n        " +
           single_quoted("1:command:((" + names.substr(1) + "))") +
           " \\\n        '*::argument:->argument' && return\n    [[ $state == argument ]] || return\n"
           "    case $line[1] in\n";
    for (const CommandOutline& command : program.commands) {
        out +=
            fmt::format("    {})\n        {}\n        ;;\n", single_quoted(command.name), arguments(command));
    }
    out += tail;
    return out;
}

}  // namespace camlint
