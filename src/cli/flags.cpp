#include "cli/flags.hpp"

#include "cli/options.hpp"

namespace camlint {

void add_reading_flags(CommandOptions command, Flags& flags) {
    command.add_option("--input-format", flags.input_format, "auto, or a name of 'camlint list formats'")
        .shows_default();
    command.add_option("--prompt-column", flags.prompt_column, "The column of CSV that holds the prompts");
    command.add_option("--max-file-size", flags.max_file_size,
                       "Largest file that is read whole, as 500K, 64M; 16M if not given");
    command.add_option("--stdin-filename", flags.stdin_filename, "Name of standard input in reports");
    command.add_option("--language", flags.language,
                       "Of messages, en or zh; by LC_ALL, LC_MESSAGES or LANG if not given");
}

void add_input_flags(CommandOptions command, Flags& flags) {
    command.add_option("PATH", flags.paths,
                       "Files, folders, patterns, or - for standard input; the current folder if none");
    add_reading_flags(command, flags);
    command.add_flag("--force-exclude", flags.force_exclude,
                     "Leave out what the configuration excludes, also where it is named here");
    command.add_option("-j,--jobs", flags.jobs, "Files worked on at once; 0 for one per core")
        .shows_default();
    command.add_option("--color", flags.color, "auto, always or never").shows_default();
}

void add_project_flags(CommandOptions command, Flags& flags) {
    command.add_option("--model", flags.defaults.model, "The model that prompts are meant for");
    command.add_option("--duration", flags.duration, "The duration that prompts are meant for, in seconds");
    command.add_option("--resolution", flags.defaults.resolution,
                       "The resolution that prompts are meant for");
    command.add_option("--provider", flags.defaults.provider, "The provider that prompts are meant for");
    command.add_option("--config", flags.config,
                       "The configuration of all files; not the one closest to each");
    command.add_flag("--no-config", flags.no_config, "Read no configuration");
}

void add_rule_flags(CommandOptions command, Flags& flags) {
    command.add_option("--select", flags.select, "Rules or categories to run; all for all").comma_separated();
    command.add_option("--ignore", flags.ignore, "Rules or categories to leave out").comma_separated();
}

}  // namespace camlint
