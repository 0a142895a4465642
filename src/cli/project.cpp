#include "cli/project.hpp"

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/error.hpp"

namespace camlint {
namespace {

void check_rule_names(const Flags& flags) {
    for (const UnknownName& unknown : unknown_names(flags.ignore)) {
        print_warning(
            fmt::format("--ignore names no rule: '{}'{}", unknown.name, did_you_mean(unknown.suggestion)));
    }
    const auto unknown = unknown_names(flags.select);
    if (unknown.empty()) return;
    throw Error(
        fmt::format("--select names no rule: '{}'{}", unknown[0].name, did_you_mean(unknown[0].suggestion)));
}

ReadOptions read_options(const Flags& flags) {
    ReadOptions read{.carrier = chosen_carrier(flags.input_format), .prompt_column = flags.prompt_column};
    if (!flags.max_file_size.empty()) {
        read.largest_document = chosen_size("--max-file-size", flags.max_file_size);
    }
    return read;
}

Settings settings(const Flags& flags) {
    Settings settings{.selection = select_rules(flags.select, flags.ignore), .defaults = flags.defaults};
    if (!flags.duration.empty()) settings.defaults.duration = chosen_number("--duration", flags.duration, 1);
    return settings;
}

Plan plan(const Flags& flags) {
    check_rule_names(flags);
    check_provider(flags.defaults.provider);
    return {.linter = Linter(settings(flags)),
            .read = read_options(flags),
            .threshold = chosen_threshold(flags.fail_on.empty() ? "warning" : flags.fail_on)};
}

}  // namespace

Project::Project(Flags flags) : flags_(std::move(flags)), plan_(plan(flags_)) {}

const Plan& Project::plan_of(const std::string&) const { return plan_; }

Language Project::language() const { return chosen_language(flags_.language); }

}  // namespace camlint
