#include "cli/project.hpp"

#include <filesystem>

#include "cli/choices.hpp"
#include "cli/error.hpp"

namespace camlint {
namespace {

void check_rule_names(const Flags& flags) {
    for (const UnknownName& unknown : unknown_names(flags.ignore)) {
        print_warning(describe("--ignore", unknown));
    }
    const auto unknown = unknown_names(flags.select);
    if (!unknown.empty()) throw Error(describe("--select", unknown[0]));
}

ReadOptions read_options(const Flags& flags) {
    ReadOptions read{.carrier = chosen_carrier(flags.input_format), .prompt_column = flags.prompt_column};
    if (!flags.max_file_size.empty()) {
        read.largest_document = chosen_size("--max-file-size", flags.max_file_size);
    }
    return read;
}

/// What the scope says, then the command line.
Defaults defaults_of(const Scope& scope, const Flags& flags) {
    Defaults defaults;
    for (const Setting* setting : scope.settings) set_defaults(*setting, defaults);
    const Defaults& given = flags.defaults;
    if (!given.model.empty()) defaults.model = given.model;
    if (!given.resolution.empty()) defaults.resolution = given.resolution;
    if (!given.provider.empty()) defaults.provider = given.provider;
    if (!flags.duration.empty()) defaults.duration = chosen_number("--duration", flags.duration, 1);
    return defaults;
}

/// A name for what is wanted of the current folder: no file's own.
constexpr const char* here = "camlint";

}  // namespace

std::vector<RuleLayer> rule_layers(const Scope& scope, const Flags& flags) {
    std::vector<RuleLayer> layers;
    for (const Setting* setting : scope.settings) layers.push_back(rules_of(*setting));
    layers.push_back({.select = flags.select, .ignore = flags.ignore, .severities = {}});
    return layers;
}

Settings settings_of(const Scope& scope, const Flags& flags) {
    Settings settings{.selection = select_rules(rule_layers(scope, flags)),
                      .defaults = defaults_of(scope, flags)};
    if (scope.loaded == nullptr) return settings;
    const Configuration& configuration = scope.loaded->configuration;
    settings.catalog = configuration.rows.catalog();
    settings.terms = strings_of(configuration.root, "terms");
    settings.allows_placeholders = text_of(configuration.root, "placeholders") == "allow";
    return settings;
}

Project::Project(Flags flags) : flags_(std::move(flags)), configurations_(flags_.config, flags_.no_config) {
    check_rule_names(flags_);
    // Wrong values of flags are told before any file is looked for.
    (void)read_options(flags_);
    (void)defaults_of({}, flags_);
    if (!flags_.fail_on.empty()) (void)chosen_threshold(flags_.fail_on);
}

Walk Project::walk() const {
    const std::vector<std::string> paths =
        flags_.paths.empty() ? std::vector<std::string>{"."} : flags_.paths;
    return find_targets(paths, flags_.stdin_filename, configurations_, flags_.force_exclude);
}

Walk Project::find_files() const {
    Walk walk = this->walk();
    (void)configurations_.of_file(here);
    for (const Target& target : walk.targets) (void)configurations_.of_file(target.place());
    configurations_.check();
    (void)plan_of_folder();
    for (const Target& target : walk.targets) (void)plan_of(target.place());
    for (const std::string& hint : walk.hints) print_warning(hint);
    return walk;
}

const Plan& Project::plan_of_folder() const { return plan_of(here); }

Scope Project::scope_of(const std::string& path) const {
    Scope scope{.loaded = configurations_.of_file(path)};
    if (scope.loaded == nullptr) return scope;
    scope.settings.push_back(&scope.loaded->configuration.root);
    const std::vector<Setting>& overrides = scope.loaded->configuration.overrides();
    if (overrides.empty()) return scope;
    const std::string whole = configurations_.absolute(path);
    for (const Setting& one : overrides) {
        if (scope.loaded->means(one.member("files"), whole)) scope.settings.push_back(&one);
    }
    return scope;
}

const Plan& Project::plan_of(const std::string& path) const {
    const Scope scope = scope_of(path);
    const std::lock_guard lock(mutex_);
    std::unique_ptr<Plan>& made = plans_[scope];
    if (made == nullptr) made = std::make_unique<Plan>(plan(scope));
    return *made;
}

Plan Project::plan(const Scope& scope) const {
    Settings settings = settings_of(scope, flags_);
    ReadOptions read = read_options(flags_);
    std::string fail_on = flags_.fail_on;
    if (scope.loaded != nullptr) {
        const Setting& root = scope.loaded->configuration.root;
        read.prompt_fields = strings_of(root, "prompt-fields");
        if (fail_on.empty()) fail_on = text_of(root, "fail-on");
    }
    check_provider("--provider", settings.defaults.provider, settings.catalog);
    return {.linter = Linter(std::move(settings)),
            .read = std::move(read),
            .threshold = chosen_threshold(fail_on.empty() ? "warning" : fail_on)};
}

Language Project::language() const {
    if (!flags_.language.empty()) return chosen_language(flags_.language);
    const Setting* said = setting_of_folder("language");
    return chosen_language(said == nullptr ? std::string() : said->text);
}

bool Project::has_changed(const std::string& path) const {
    return configurations_.has_changed(path) || configurations_.has_changed(here);
}

bool Project::says_language() const {
    return !flags_.language.empty() || setting_of_folder("language") != nullptr;
}

std::string Project::configured_baseline() const {
    const LoadedConfiguration* loaded = configurations_.of_file(here);
    const Setting* named = loaded == nullptr ? nullptr : loaded->configuration.root.member("baseline");
    if (named == nullptr) return {};
    return shown_path((std::filesystem::path(loaded->folder_of(named->place)) / named->text).string());
}

const Setting* Project::setting_of_folder(std::string_view key) const { return setting_of(here, key); }

const Setting* Project::setting_of(const std::string& path, std::string_view key) const {
    const LoadedConfiguration* loaded = configurations_.of_file(path);
    return loaded == nullptr ? nullptr : loaded->configuration.root.member(key);
}

}  // namespace camlint
