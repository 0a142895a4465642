// camlint completions: a script that makes a shell complete camlint's commands, flags and their values.

#include <array>
#include <memory>

#include "cli/choices.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/scripts.hpp"
#include "cli/subcommand.hpp"

namespace camlint {
namespace {

struct Shell {
    std::string_view name;
    std::string (*script)(const CommandOutline& program);
};

constexpr std::array shells{
    Shell{"bash", bash_script},
    Shell{"zsh", zsh_script},
    Shell{"fish", fish_script},
};

const Shell& chosen_shell(const std::string& name) {
    std::vector<std::string_view> names;
    for (const Shell& shell : shells) {
        if (shell.name == name) return shell;
        names.push_back(shell.name);
    }
    fail_choice("completions", name, names);
}

}  // namespace

std::string escaped(std::string_view text, std::string_view special, std::string_view escape) {
    std::string out;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) out += escape;
        out += c;
    }
    return out;
}

std::string single_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
        } else {
            out += c;
        }
    }
    return out + "'";
}

std::function<int()> setup_completions(CommandOptions command) {
    auto shell = std::make_shared<std::string>();
    command.add_option("SHELL", *shell, "bash, zsh or fish").required();
    return [shell, command] {
        print(chosen_shell(*shell).script(command.program_outline()));
        flush_output();
        return exit_clean;
    };
}

}  // namespace camlint
