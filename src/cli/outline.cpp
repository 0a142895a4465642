#include "cli/outline.hpp"

#include <CLI/CLI.hpp>

namespace camlint {
namespace {

bool is_visible(const CLI::Option* option) { return !option->get_group().empty(); }

ArgumentOutline argument_of(const CLI::Option& option, const std::string& command) {
    ArgumentOutline argument{.help = option.get_description(),
                             .repeats = option.get_items_expected_max() > 1};
    for (const std::string& name : option.get_snames()) argument.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) argument.names.push_back("--" + name);
    if (argument.names.empty()) argument.names.push_back(option.get_name(true));
    if (option.get_items_expected_max() == 0) return argument;
    const Values values = values_of(command, argument.names.back());
    argument.takes = values.takes;
    argument.label = values.label;
    if (values.words != nullptr) argument.words = values.words();
    return argument;
}

CommandOutline command_of(const CLI::App& app) {
    CommandOutline command{
        .name = app.get_name(), .summary = app.get_description(), .footer = app.get_footer()};
    for (const CLI::Option* option : app.get_options(is_visible)) {
        const bool is_positional = option->get_positional() && !option->nonpositional();
        auto& list = is_positional ? command.positionals : command.flags;
        list.push_back(argument_of(*option, command.name));
    }
    return command;
}

}  // namespace

CommandOutline outline_of(const CLI::App& program) {
    CommandOutline outline = command_of(program);
    const auto is_shown = [](const CLI::App* app) { return !app->get_group().empty(); };
    for (const CLI::App* app : program.get_subcommands(is_shown)) {
        CommandOutline& command = outline.commands.emplace_back(command_of(*app));
        // The parser hands the program's own footer down.
        if (command.footer == outline.footer) command.footer.clear();
    }
    return outline;
}

}  // namespace camlint
