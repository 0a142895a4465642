// camlint config: what holds for a folder or file, and what says so; the schema of the configuration.

#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/choices.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/subcommand.hpp"
#include "config/keys.hpp"
#include "config/schema.hpp"
#include "lint/registry.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    Flags flags;
    std::string path;
    std::string format = "text";
    bool schema = false;
};

constexpr std::string_view by_default = "default";
constexpr std::string_view by_command_line = "command line";
constexpr std::string_view by_environment = "environment";

/// One value that holds.
struct Line {
    std::string name;
    Json value;  ///< null where nothing is set
    std::string source;
};

Json to_json(const Setting& setting) {
    switch (setting.kind) {
        case TomlKind::whole_number: return setting.number;
        case TomlKind::truth: return setting.truth;
        case TomlKind::list: {
            Json list = Json::array();
            for (const Setting& element : setting.elements) list.push_back(to_json(element));
            return list;
        }
        case TomlKind::table: {
            Json table = Json::object();
            for (const Entry& entry : setting.members) table[entry.name] = to_json(entry.value);
            return table;
        }
        default: return setting.text;
    }
}

std::string dump(const Json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// As it would stand in a configuration.
std::string to_toml(const Json& value) {
    if (value.is_null()) return "-";
    std::vector<std::string> parts;
    if (value.is_object()) {
        for (const auto& [name, member] : value.items()) {
            parts.push_back(fmt::format("{} = {}", name, to_toml(member)));
        }
        return fmt::format("{{{}}}", fmt::join(parts, ", "));
    }
    if (!value.is_array()) return dump(value);
    for (const Json& element : value) parts.push_back(to_toml(element));
    return fmt::format("[{}]", fmt::join(parts, ", "));
}

/// A name of a table, in quotes where it has to be.
std::string key_text(const std::string& name) {
    const auto is_bare = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
               byte == '-' || byte == '_';
    };
    return !name.empty() && std::ranges::all_of(name, is_bare) ? name : dump(name);
}

class Report {
public:
    Report(const Flags& flags, const Project& project, Scope scope)
        : flags_(flags), project_(project), scope_(std::move(scope)) {}

    std::vector<Line> lines() {
        for (const Key& key : configuration_keys()) {
            if (key.name == "rules") {
                add_rules();
            } else if (key.name == "language") {
                add_language();
            } else if (key.merge != Merge::replace) {
                add_tables(key);
            } else if (key.name != "extends") {
                add_plain(key);
            }
        }
        return std::move(lines_);
    }

private:
    void add(std::string name, Json value, std::string source) {
        lines_.push_back({std::move(name), std::move(value), std::move(source)});
    }

    /// What the command line says of a key; null for nothing.
    [[nodiscard]] Json given(std::string_view key) const {
        const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
        const auto list = [](const auto& values) { return values.empty() ? Json() : Json(values); };
        if (key == "select") return list(flags_.select);
        if (key == "ignore") return list(flags_.ignore);
        if (key == "model") return text(flags_.defaults.model);
        if (key == "provider") return text(flags_.defaults.provider);
        if (key == "resolution") return text(flags_.defaults.resolution);
        if (key == "fail-on") return text(flags_.fail_on);
        if (key == "language") return text(flags_.language);
        if (key != "duration" || flags_.duration.empty()) return {};
        return chosen_number("--duration", flags_.duration, 1);
    }

    void add_plain(const Key& key) {
        const std::string name(key.name);
        if (Json value = given(key.name); !value.is_null()) {
            return add(name, std::move(value), std::string(by_command_line));
        }
        const Setting* last = nullptr;
        for (const Setting* setting : scope_.settings) {
            if (const Setting* found = setting->member(key.name)) last = found;
        }
        if (last != nullptr) return add(name, to_json(*last), describe(last->place));
        add(name, key.standard.empty() ? Json() : Json::parse(key.standard), std::string(by_default));
    }

    void add_language() {
        const std::string_view standard = project_.language() == Language::english ? "en" : "zh";
        const Setting* said =
            scope_.loaded == nullptr ? nullptr : scope_.loaded->configuration.root.member("language");
        if (!flags_.language.empty()) {
            add("language", standard, std::string(by_command_line));
        } else if (said != nullptr) {
            add("language", said->text, describe(said->place));
        } else {
            add("language", standard, std::string(by_environment));
        }
    }

    /// Each entry of a table of tables, or each override, key by key.
    void add_tables(const Key& key) {
        if (scope_.loaded == nullptr) return;
        const Setting* table = scope_.loaded->configuration.root.member(key.name);
        if (table == nullptr) return;
        const auto add_members = [&](const std::string& name, const Setting& of) {
            for (const Entry& entry : of.members) {
                add(fmt::format("{}.{}", name, key_text(entry.name)), to_json(entry.value),
                    describe(entry.value.place));
            }
        };
        for (const Entry& entry : table->members) {
            if (entry.value.kind != TomlKind::table) {
                add(fmt::format("{}.{}", key.name, key_text(entry.name)), to_json(entry.value),
                    describe(entry.value.place));
                continue;
            }
            add_members(fmt::format("{}.{}", key.name, key_text(entry.name)), entry.value);
        }
        for (std::size_t i = 0; i < table->elements.size(); ++i) {
            add_members(fmt::format("{}[{}]", key.name, i), table->elements[i]);
        }
    }

    void add_rules() {
        const std::vector<RuleLayer> layers = rule_layers(scope_, flags_);
        for (const Rule* rule : all_rules()) {
            const Ruling ruling = rule_on(*rule, layers);
            add("rules." + std::string(rule->name), name_of(ruling.severity), source_of(*rule, ruling));
        }
    }

    [[nodiscard]] std::string source_of(const Rule& rule, const Ruling& ruling) const {
        if (ruling.by == Ruling::By::standard) return std::string(by_default);
        if (ruling.layer == scope_.settings.size()) return std::string(by_command_line);
        const Setting& setting = *scope_.settings[ruling.layer];
        switch (ruling.by) {
            case Ruling::By::select: return describe(setting.member("select")->place);
            case Ruling::By::ignore: return describe(setting.member("ignore")->place);
            default: return describe(setting.member("rules")->member(rule.name)->place);
        }
    }

    const Flags& flags_;
    const Project& project_;
    Scope scope_;
    std::vector<Line> lines_;
};

std::vector<std::string> files_of(const Scope& scope) {
    std::vector<std::string> names;
    if (scope.loaded == nullptr) return names;
    for (const ConfigFile& file : scope.loaded->files) names.push_back(file.shown);
    return names;
}

std::string as_text(const std::vector<Line>& lines, const std::vector<std::string>& files) {
    std::vector<std::pair<std::string, std::string>> cells;
    std::size_t name_width = 0;
    std::size_t value_width = 0;
    constexpr std::size_t widest = 40;  // a longer value pushes its source aside, not those of others
    for (const Line& line : lines) {
        cells.emplace_back(printable(line.name), printable(to_toml(line.value)));
        name_width = std::max(name_width, display_width(cells.back().first));
        value_width = std::max(value_width, std::min(widest, display_width(cells.back().second)));
    }
    std::string out =
        files.empty()
            ? std::string("# no configuration\n")
            : fmt::format("# {}\n", printable(fmt::format("{}", fmt::join(files, ", which extends "))));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& [name, value] = cells[i];
        const std::size_t name_room = name_width - display_width(name);
        const std::size_t value_room = value_width - std::min(value_width, display_width(value));
        out += fmt::format("{}{:{}}  {}{:{}}  {}\n", name, "", name_room, value, "", value_room,
                           printable(lines[i].source));
    }
    return out;
}

std::string as_json(const std::vector<Line>& lines, const std::vector<std::string>& files) {
    Json values = Json::array();
    for (const Line& line : lines) {
        values.push_back({{"name", line.name}, {"value", line.value}, {"source", line.source}});
    }
    const Json report{{"version", 1}, {"files", files}, {"values", values}};
    return report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

int run(const Options& options) {
    const bool json = chosen_json(options.format);
    if (options.schema) {
        print(configuration_schema());
        flush_output();
        return exit_clean;
    }
    const Project project(options.flags);
    std::error_code error;
    const std::string path = options.path.empty() ? "." : options.path;
    const bool is_folder = std::filesystem::is_directory(path, error);
    Scope scope = project.scope_of(is_folder ? path + "/camlint" : path);
    project.check_configurations();
    // A folder is no file that an override could mean.
    if (is_folder && scope.settings.size() > 1) scope.settings = {scope.settings.front()};
    const std::vector<std::string> files = files_of(scope);
    const std::vector<Line> lines = Report(options.flags, project, std::move(scope)).lines();
    print(json ? as_json(lines, files) : as_text(lines, files));
    flush_output();
    return exit_clean;
}

}  // namespace

std::function<int()> setup_config(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("PATH", options->path, "A folder or file; the current folder if not given");
    command.add_option("-f,--output-format", options->format, "text or json");
    command.add_flag("--schema", options->schema, "Print the JSON Schema of the configuration");
    add_rule_flags(command, options->flags);
    add_project_flags(command, options->flags);
    command.add_option("--fail-on", options->flags.fail_on, "As check takes it");
    command.add_option("--language", options->flags.language, "As check takes it");
    return [options] { return run(*options); };
}

}  // namespace camlint
