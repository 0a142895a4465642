#include "capi/engine.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/project.hpp"
#include "lint/registry.hpp"

namespace camlint {
namespace {

std::string given_text(const char* option) { return option == nullptr ? std::string() : std::string(option); }

std::vector<std::string> given_list(const char* option) {
    std::vector<std::string> names;
    for (std::string_view rest = option == nullptr ? "" : option; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view name = rest.substr(0, comma);
        name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
        name = name.substr(0, name.find_last_not_of(' ') + 1);
        if (!name.empty()) names.emplace_back(name);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return names;
}

/// A text is a whole; what is a file of records elsewhere comes as one text for each record.
const Carrier& carrier_named(const std::string& name) {
    std::vector<std::string_view> names;
    for (const Carrier& carrier : carriers()) {
        if (carrier.unit != Unit::file) continue;
        if (carrier.name == (name.empty() ? "text" : name)) return carrier;
        names.push_back(carrier.name);
    }
    fail_choice("input_format", name, names);
}

Reader open_reader(const camlint_options& options, const LoadedConfiguration* loaded) {
    std::vector<std::string> fields;
    if (loaded != nullptr) fields = strings_of(loaded->configuration.root, "prompt-fields");
    return carrier_named(given_text(options.input_format))
        .open({.file_name = {}, .head = {}, .prompt_column = {}, .prompt_fields = fields});
}

/// Null for no configuration. One that is wrong in any way is refused, with all that is wrong.
const LoadedConfiguration* load(Configurations& configurations, const std::string& name) {
    const LoadedConfiguration* loaded = configurations.of_file(name);
    const std::vector<std::string> mistakes = configurations.mistakes();
    if (mistakes.empty()) return loaded;
    throw Refusal(CAMLINT_BAD_CONFIG, fmt::format("{}", fmt::join(mistakes, "\n")));
}

/// A library has nobody to warn, so what the command line only warns of is refused.
void check_rules(std::string_view option, const std::vector<std::string>& names) {
    const std::vector<UnknownName> unknown = unknown_names(names);
    if (!unknown.empty()) throw Refusal(CAMLINT_BAD_OPTION, describe(option, unknown.front()));
}

Settings settings_of(const camlint_options& options, const LoadedConfiguration* loaded) {
    Flags flags;
    flags.defaults = {.model = given_text(options.model),
                      .resolution = given_text(options.resolution),
                      .provider = given_text(options.provider),
                      .duration = {}};
    if (options.duration != 0) flags.duration = fmt::format("{}", options.duration);
    if (options.duration != 0) (void)chosen_number("duration", flags.duration, 1);
    flags.select = given_list(options.select);
    flags.ignore = given_list(options.ignore);
    check_rules("select", flags.select);
    check_rules("ignore", flags.ignore);
    Scope scope{.loaded = loaded, .settings = {}};
    if (loaded != nullptr) scope.settings.push_back(&loaded->configuration.root);
    Settings settings = settings_of(scope, flags);
    check_provider("provider", settings.defaults.provider, settings.catalog);
    return settings;
}

Language language_of(const camlint_options& options, const LoadedConfiguration* loaded) {
    std::string name = given_text(options.language);
    if (name.empty() && loaded != nullptr) name = text_of(loaded->configuration.root, "language");
    return name.empty() ? Language::english : chosen_language("language", name);
}

}  // namespace

Engine::Engine(const camlint_options& options)
    : name(given_text(options.name)),
      configurations(given_text(options.config), given_text(options.config).empty()),
      loaded(load(configurations, name)),
      read(open_reader(options, loaded)),
      linter(settings_of(options, loaded)),
      style{.language = language_of(options, loaded), .color = false, .place = {}},
      rule_names(camlint::rule_names()),
      category_names(names_of<Category>()),
      severity_names(names_of<Severity>()),
      safety_names(names_of<Safety>()) {
    for (const Rule* rule : all_rules()) numbers_.emplace_back(rule, narrow(numbers_.size()));
    std::ranges::sort(numbers_, std::less{}, [](const auto& row) { return row.first; });
}

std::int32_t Engine::number_of(const Rule& rule) const {
    const auto row =
        std::ranges::lower_bound(numbers_, &rule, std::less{}, [](const auto& known) { return known.first; });
    if (row != numbers_.end() && row->first == &rule) return row->second;
    throw std::logic_error("a rule that is in no list");
}

}  // namespace camlint
