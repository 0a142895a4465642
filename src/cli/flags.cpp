#include "cli/flags.hpp"

#include <CLI/CLI.hpp>

namespace camlint {

void add_reading_flags(CLI::App& app, Flags& flags) {
    app.add_option("--input-format", flags.input_format, "auto, or a name of 'camlint list formats'")
        ->capture_default_str();
    app.add_option("--prompt-column", flags.prompt_column, "The column of CSV that holds the prompts");
    app.add_option("--max-file-size", flags.max_file_size,
                   "Largest file that is read whole, as 500K, 64M; 16M if not given");
    app.add_option("--stdin-filename", flags.stdin_filename, "Name of standard input in reports");
    app.add_option("--language", flags.language,
                   "Of messages, en or zh; by LC_ALL, LC_MESSAGES or LANG if not given");
}

void add_input_flags(CLI::App& app, Flags& flags) {
    app.add_option("PATH", flags.paths,
                   "Files, folders, patterns, or - for standard input; the current folder if none");
    add_reading_flags(app, flags);
    app.add_flag("--force-exclude", flags.force_exclude,
                 "Leave out what the configuration excludes, also where it is named here");
    app.add_option("-j,--jobs", flags.jobs, "Files worked on at once; 0 for one per core")
        ->capture_default_str();
    app.add_option("--color", flags.color, "auto, always or never")->capture_default_str();
}

void add_project_flags(CLI::App& app, Flags& flags) {
    app.add_option("--model", flags.defaults.model, "The model that prompts are meant for");
    app.add_option("--duration", flags.duration, "The duration that prompts are meant for, in seconds");
    app.add_option("--resolution", flags.defaults.resolution, "The resolution that prompts are meant for");
    app.add_option("--provider", flags.defaults.provider, "The provider that prompts are meant for");
    app.add_option("--config", flags.config, "The configuration of all files; not the one closest to each");
    app.add_flag("--no-config", flags.no_config, "Read no configuration");
}

void add_rule_flags(CLI::App& app, Flags& flags) {
    const auto list = [&app](const char* flag, std::vector<std::string>& names, const char* help) {
        app.add_option(flag, names, help)->delimiter(',')->allow_extra_args(false);
    };
    list("--select", flags.select, "Rules or categories to run; all for all");
    list("--ignore", flags.ignore, "Rules or categories to leave out");
}

}  // namespace camlint
