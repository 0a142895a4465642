#pragma once
// What a command takes, as its setup says it, and the parser of the whole command line. Only options.cpp
// knows CLI11, which takes long to compile.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace camlint {

struct CommandOutline;

/// A flag with a value, or a positional argument, to say more of. Copies mean the same one.
class Option {
public:
    explicit Option(CLI::Option& option) : option_(&option) {}

    Option required() const;
    /// Help tells the value that the variable has now.
    Option shows_default() const;
    /// One word each time that it is there.
    Option one_at_a_time() const;
    /// One word each time, of several values with a comma between.
    Option comma_separated() const;
    /// Nothing tells of it.
    Option hidden() const;

private:
    CLI::Option* option_;
};

/// What a command takes. Copies mean the same command; variables have to live until they are parsed.
class CommandOptions {
public:
    explicit CommandOptions(CLI::App& app) : app_(&app) {}

    /// "-f,--flag" for a flag with a value, "NAME" for a positional argument.
    Option add_option(const char* names, std::string& value, const std::string& help) const;
    Option add_option(const char* names, std::vector<std::string>& values, const std::string& help) const;
    Option add_option(const char* names, std::uint16_t& port, const std::string& help) const;
    /// A flag without a value.
    void add_flag(const char* names, bool& is_given, const char* help) const;
    /// A flag that changes nothing.
    void add_idle_flag(const char* names, const char* help) const;
    /// Other help for an option that is there already.
    void describe(const char* name, const char* help) const;
    /// What help ends with.
    void footer(const char* text) const;

    /// Whether the command line names this command.
    [[nodiscard]] bool is_named() const;
    /// Of the program with all its commands set up; hidden ones, and hidden flags, are left out.
    [[nodiscard]] CommandOutline program_outline() const;

private:
    CLI::App* app_;
};

/// Reads the command line of a program, of whose commands one has to be named.
class CommandParser {
public:
    /// Commands without a footer of their own get the program's.
    CommandParser(const char* name, const char* summary, const char* footer);
    ~CommandParser();
    CommandParser(const CommandParser&) = delete;
    CommandParser& operator=(const CommandParser&) = delete;

    CommandOptions add_command(const char* name, const char* summary, bool is_hidden);
    /// The exit code where help or the version was asked for and is printed; else all variables are set.
    /// Throws Error for wrong usage.
    std::optional<int> parse(int argc, const char* const* argv);

private:
    std::unique_ptr<CLI::App> app_;
};

}  // namespace camlint
