// Completion for bash, with or without the package bash-completion.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/scripts.hpp"

namespace camlint {
namespace {

// What is chosen in the middle part: `kind` as in Takes, and `words`.
constexpr std::string_view head = R"sh(# Completion of camlint for bash, made by `camlint completions bash`.

_camlint() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' kind=file before='' word i
    local -a words=()
    COMPREPLY=()
    # readline cuts --flag=value at the sign.
    if [[ $cur == = ]]; then
        cur=''
    elif [[ $prev == = ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ ${COMP_WORDS[i]} != -* ]]; then
            command=${COMP_WORDS[i]}
            break
        fi
    done
    case $command:$prev in
)sh";

constexpr std::string_view tail = R"sh(    esac
    if [[ $kind == list && $cur == *,* ]]; then
        before=${cur%,*},
    fi
    for word in "${words[@]}"; do
        [[ $kind == assignment ]] && word+='='
        # A word of a list is proposed once.
        [[ $before$word == "$cur"* && ,$before != *",$word,"* ]] || continue
        printf -v word %q "$word"
        COMPREPLY+=("$before$word")
    done
    if [[ $kind == assignment ]]; then
        compopt -o nospace 2>/dev/null
    elif [[ $kind != file ]]; then
        compopt +o default +o bashdefault 2>/dev/null
    fi
    return 0
}

complete -o bashdefault -o default -F _camlint camlint
)sh";

constexpr std::string_view kind_of(Takes takes) {
    switch (takes) {
        case Takes::file: return "file";
        case Takes::list: return "list";
        case Takes::assignment: return "assignment";
        case Takes::nothing:
        case Takes::text:
        case Takes::word: return "word";
    }
    return "";
}

std::string choice(Takes takes, const std::vector<std::string_view>& words) {
    std::string out = fmt::format("kind={}", kind_of(takes));
    if (words.empty()) return out;
    out += " words=(";
    for (const std::string_view word : words) out += (out.back() == '(' ? "" : " ") + single_quoted(word);
    return out + ")";
}

std::vector<std::string_view> flag_names(const CommandOutline& command) {
    std::vector<std::string_view> names;
    for (const ArgumentOutline& flag : command.flags)
        names.insert(names.end(), flag.names.begin(), flag.names.end());
    return names;
}

/// One branch for all flags of a command with the same values.
std::string flag_branches(const CommandOutline& command) {
    std::vector<std::pair<std::string, std::string>> branches;  // choice, patterns
    for (const ArgumentOutline& flag : command.flags) {
        if (flag.takes == Takes::nothing) continue;
        const std::string body = choice(flag.takes, flag.words);
        auto row = std::ranges::find(branches, body, [](const auto& branch) { return branch.first; });
        if (row == branches.end()) row = branches.insert(row, {body, ""});
        for (const std::string& name : flag.names) {
            row->second += (row->second.empty() ? "" : " | ") + single_quoted(command.name + ":" + name);
        }
    }
    std::string out;
    for (const auto& [body, patterns] : branches) out += fmt::format("        {}) {} ;;\n", patterns, body);
    return out;
}

/// Where no flag waits for its value: a flag, or what the command takes.
std::string branch(const std::string& pattern, const CommandOutline& command, const std::string& place) {
    return fmt::format(
        "        {})\n            if [[ $cur == -* ]]; then\n                {}\n            else\n"
        "                {}\n            fi\n            ;;\n",
        pattern, choice(Takes::word, flag_names(command)), place);
}

}  // namespace

std::string bash_script(const CommandOutline& program) {
    std::string out{head};
    std::vector<std::string_view> names;
    for (const CommandOutline& command : program.commands) {
        names.emplace_back(command.name);
        out += flag_branches(command);
        const auto& places = command.positionals;
        out += branch(single_quoted(command.name + ":") + "*", command,
                      places.empty() ? choice(Takes::nothing, {}) : choice(places[0].takes, places[0].words));
    }
    out += branch(":*", program, choice(Takes::word, names));
    out += tail;
    return out;
}

}  // namespace camlint
