#include "cli/options.hpp"

#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/error.hpp"
#include "cli/outline.hpp"
#include "version.hpp"

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

CommandOutline outline_of(const CLI::App& app) {
    CommandOutline command{
        .name = app.get_name(), .summary = app.get_description(), .footer = app.get_footer()};
    for (const CLI::Option* option : app.get_options(is_visible)) {
        const bool is_positional = option->get_positional() && !option->nonpositional();
        auto& list = is_positional ? command.positionals : command.flags;
        list.push_back(argument_of(*option, command.name));
    }
    return command;
}

/// The parser's help, with no place for arguments that are hidden.
class Help : public CLI::Formatter {
public:
    std::string make_usage(const CLI::App* app, std::string name) const override {
        std::string usage = CLI::Formatter::make_usage(app, std::move(name));
        constexpr std::string_view nameless = " [...]";
        const std::size_t at = usage.find(nameless);
        if (at != std::string::npos) usage.erase(at, nameless.size());
        return usage;
    }
};

/// What is wrong with the command line, in our own words where the parser's are not plain.
std::string describe(const CLI::ParseError& error) {
    std::string text = error.what();
    if (error.get_name() == "ExtrasError") {
        return "unknown flag or one argument too many: " + text.substr(text.find(": ") + 2);
    }
    if (error.get_name() == "RequiredError" && text.find("subcommand") != std::string::npos) {
        return "no command; 'camlint --help' lists them";
    }
    // A word in capitals is the name of an argument.
    const bool is_name = text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z';
    if (!is_name && !text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

}  // namespace

Option Option::required() const {
    option_->required();
    return *this;
}

Option Option::shows_default() const {
    option_->capture_default_str();
    return *this;
}

Option Option::one_at_a_time() const {
    option_->allow_extra_args(false);
    return *this;
}

Option Option::comma_separated() const {
    option_->delimiter(',');
    return one_at_a_time();
}

Option Option::hidden() const {
    option_->group("");
    return *this;
}

Option CommandOptions::add_option(const char* names, std::string& value, const std::string& help) const {
    return Option(*app_->add_option(names, value, help));
}

Option CommandOptions::add_option(const char* names, std::vector<std::string>& values,
                                  const std::string& help) const {
    return Option(*app_->add_option(names, values, help));
}

Option CommandOptions::add_option(const char* names, std::uint16_t& port, const std::string& help) const {
    return Option(*app_->add_option(names, port, help));
}

void CommandOptions::add_flag(const char* names, bool& is_given, const char* help) const {
    app_->add_flag(names, is_given, help);
}

void CommandOptions::add_idle_flag(const char* names, const char* help) const {
    app_->add_flag_callback(
        names, [] {}, help);
}

void CommandOptions::describe(const char* name, const char* help) const {
    app_->get_option(name)->description(help);
}

void CommandOptions::footer(const char* text) const { app_->footer(text); }

bool CommandOptions::is_named() const { return app_->parsed(); }

CommandOutline CommandOptions::program_outline() const {
    const CLI::App& program = *app_->get_parent();
    CommandOutline outline = outline_of(program);
    const auto is_shown = [](const CLI::App* app) { return !app->get_group().empty(); };
    for (const CLI::App* app : program.get_subcommands(is_shown)) {
        CommandOutline& command = outline.commands.emplace_back(outline_of(*app));
        // The parser hands the program's own footer down.
        if (command.footer == outline.footer) command.footer.clear();
    }
    return outline;
}

CommandParser::CommandParser(const char* name, const char* summary, const char* footer)
    : app_(std::make_unique<CLI::App>(summary, name)) {
    app_->formatter(std::make_shared<Help>());
    app_->require_subcommand(1);
    app_->set_version_flag("--version", fmt::format("camlint {}", version));
    app_->footer(footer);
}

CommandParser::~CommandParser() = default;

CommandOptions CommandParser::add_command(const char* name, const char* summary, bool is_hidden) {
    CLI::App& command = *app_->add_subcommand(name, summary);
    if (is_hidden) command.group("");
    return CommandOptions(command);
}

std::optional<int> CommandParser::parse(int argc, const char* const* argv) {
    try {
        app_->parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app_->exit(help);
    } catch (const CLI::ParseError& error) {
        throw Error(describe(error));
    }
    return std::nullopt;
}

}  // namespace camlint
