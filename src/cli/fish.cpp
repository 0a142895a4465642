// Completion for fish.

#include <fmt/format.h>

#include "cli/scripts.hpp"

namespace camlint {
namespace {

constexpr std::string_view head = R"sh(# Completion of camlint for fish, made by `camlint completions fish`.

function __camlint_list --description 'Words to follow those before the last comma'
    set -l before (commandline -ct | string replace -r '^--[^=]*=' '' | string match -r '^.*,')
    printf '%s\n' "$before"$argv
end

function __camlint_assignment --description 'A word, =, and a path'
    set -l token (commandline -ct | string replace -r '^--[^=]*=' '')
    if string match -q '*=*' -- $token
        set -l parts (string split -m 1 = -- $token)
        printf '%s\n' $parts[1]=(__fish_complete_path $parts[2] | string replace -r '\t.*' '')
    else
        printf '%s=\n' $argv
    end
end

complete -c camlint -f
)sh";

/// fish knows two escapes between single quotes.
std::string fish_quoted(std::string_view text) { return "'" + escaped(text, "\\'") + "'"; }

std::string words_of(const ArgumentOutline& argument) {
    std::string words;
    for (const std::string_view word : argument.words) {
        words += (words.empty() ? "" : " ") + fish_quoted(word);
    }
    return words;
}

/// The flags of `complete` that say what is proposed in an argument's place. What -a gets is read twice.
std::string proposals(const ArgumentOutline& argument) {
    switch (argument.takes) {
        case Takes::nothing: return "";
        case Takes::text: return " -x";
        case Takes::file: return " -r -F";
        case Takes::word: return " -x -a " + fish_quoted(words_of(argument));
        case Takes::list: return " -x -a " + fish_quoted("(__camlint_list " + words_of(argument) + ")");
        case Takes::assignment:
            return " -x -a " + fish_quoted("(__camlint_assignment " + words_of(argument) + ")");
    }
    return "";
}

std::string flag_line(const ArgumentOutline& flag, const std::string& condition) {
    std::string out = "complete -c camlint -n " + fish_quoted(condition);
    for (const std::string& name : flag.names) {
        const bool is_long = name.starts_with("--");
        out += is_long ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    return out + proposals(flag) + " -d " + fish_quoted(flag.help) + "\n";
}

std::string place_line(const ArgumentOutline& place, const std::string& condition) {
    std::string out = "complete -c camlint -n " + fish_quoted(condition);
    if (place.takes == Takes::file) return out + " -F\n";
    return place.words.empty() ? "" : out + " -a " + fish_quoted(words_of(place)) + "\n";
}

}  // namespace

std::string fish_script(const CommandOutline& program) {
    std::string out{head};
    const std::string top = "__fish_use_subcommand";
    for (const ArgumentOutline& flag : program.flags) out += flag_line(flag, top);
    for (const CommandOutline& command : program.commands) {
        out += fmt::format("complete -c camlint -n {} -a {} -d {}\n", fish_quoted(top),
                           fish_quoted(fish_quoted(command.name)), fish_quoted(command.summary));
    }
    for (const CommandOutline& command : program.commands) {
        const std::string condition = "__fish_seen_subcommand_from " + command.name;
        for (const ArgumentOutline& flag : command.flags) out += flag_line(flag, condition);
        for (const ArgumentOutline& place : command.positionals) out += place_line(place, condition);
    }
    return out;
}

}  // namespace camlint
