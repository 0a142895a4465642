#pragma once
// What the command line says about how files are read and linted: flags that check, format and their like
// have in common.

#include <optional>
#include <string>
#include <vector>

#include "diagnostic/context.hpp"

namespace camlint {

class CommandOptions;

struct Flags {
    std::vector<std::string> paths;
    Defaults defaults;
    std::string duration;
    std::string input_format = "auto";
    std::string prompt_column;
    std::string max_file_size;
    std::string stdin_filename = "<stdin>";
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::string fail_on;  ///< empty where it is not given, as all below
    std::string baseline;
    std::string write_baseline;
    std::string config;
    bool no_config = false;
    bool force_exclude = false;
    std::string language;
    std::string color = "auto";
    std::string jobs = "0";
};

/// Adds the flags that say how a file is read.
void add_reading_flags(CommandOptions command, Flags& flags);

/// Adds the flags that say which files are read, and how.
void add_input_flags(CommandOptions command, Flags& flags);

/// Adds the flags that say what prompts are meant for, and which configuration says more.
void add_project_flags(CommandOptions command, Flags& flags);

/// Adds the flags that say which rules run.
void add_rule_flags(CommandOptions command, Flags& flags);

}  // namespace camlint
