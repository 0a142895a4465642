// camlint list: the catalog as tables or JSON.

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catalog/models.hpp"
#include "catalog/providers.hpp"
#include "catalog/synonyms.hpp"
#include "cli/choices.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/subcommand.hpp"
#include "cli/table.hpp"
#include "document/carriers.hpp"
#include "lint/registry.hpp"

namespace camlint {
namespace {

using Json = nlohmann::ordered_json;

Json list_commands() {
    Json rows = Json::array();
    for (const Command& command : commands) {
        Json terms = Json::array();
        for (const Synonym& synonym : synonyms()) {
            const bool means_it = synonym.oddity == Oddity::synonym && synonym.targets[0] == command.en;
            if (means_it && synonym.targets[1].empty()) terms.push_back(synonym.term);
        }
        rows.push_back({{"en", command.en},
                        {"zh", command.zh},
                        {"family", describe(command.family).en},
                        {"sign", command.sign},
                        {"synonyms", std::move(terms)}});
    }
    return rows;
}

/// True, false where the pages do not list the model, null where no page speaks of it.
Json is_documented(CommandSupport support) {
    if (support == CommandSupport::not_stated) return nullptr;
    return support == CommandSupport::documented;
}

Json list_models() {
    Json rows = Json::array();
    for (const Model& model : models()) {
        Json outputs = Json::array();
        Json image_outputs = Json::array();
        for (const Output& output : model.outputs) {
            if (output.resolution.empty()) continue;
            if (output.needs_image) {
                image_outputs.push_back(output.resolution);
                continue;
            }
            Json durations = Json::array();
            for (const int duration : output.durations) {
                if (duration != 0) durations.push_back(duration);
            }
            outputs.push_back({{"resolution", output.resolution},
                               {"durations", std::move(durations)},
                               {"contested", output.contest != nullptr}});
        }
        rows.push_back({{"name", model.name},
                        {"commands", is_documented(model.commands)},
                        {"command_support", describe(model.commands)},
                        {"mode", describe(model.mode)},
                        {"default_resolution", model.default_resolution},
                        {"outputs", std::move(outputs)},
                        {"image_outputs", std::move(image_outputs)},
                        {"fast_pretreatment", model.pretreatment},
                        {"source", model.basis.source.en},
                        {"grade", std::string(1, letter(model.basis.grade))}});
    }
    return rows;
}

Json list_providers() {
    Json rows = Json::array();
    for (const Provider& provider : providers()) {
        rows.push_back({{"name", provider.name},
                        {"base_url", provider.base_url},
                        {"required", provider.required},
                        {"create", provider.create},
                        {"query", provider.query},
                        {"file", provider.file},
                        {"source", provider.basis.source.en},
                        {"grade", std::string(1, letter(provider.basis.grade))}});
    }
    return rows;
}

Json list_rules() {
    Json rows = Json::array();
    for (const Rule* rule : all_rules()) {
        rows.push_back({{"name", rule->name},
                        {"category", name_of(rule->category)},
                        {"severity", name_of(rule->severity)},
                        {"fix", name_of(rule->fix)},
                        {"summary", rule->summary.en}});
    }
    return rows;
}

Json list_formats() {
    Json rows = Json::array();
    for (const Carrier& carrier : carriers()) {
        rows.push_back(
            {{"name", carrier.name}, {"extensions", carrier.extensions}, {"summary", carrier.summary}});
    }
    return rows;
}

struct Topic {
    std::string_view name;
    Json (*rows)();
    std::string_view columns;  ///< of the text form, in order, comma between
};

constexpr std::array topics{
    Topic{"commands", list_commands, "en,zh,family,sign,synonyms"},
    Topic{"models", list_models, "name,command_support,mode,outputs"},
    Topic{"providers", list_providers, "name,base_url,required"},
    Topic{"rules", list_rules, "name,category,severity,fix,summary"},
    Topic{"formats", list_formats, "name,extensions,summary"},
};

/// A value as a cell of the text form: an array as its elements, an output as "768P 6, 10 s".
std::string cell(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return fmt::format("{:+}", value.get<int>());
    std::vector<std::string> parts;
    for (const Json& element : value) {
        if (element.is_object()) {
            parts.push_back(fmt::format("{} {} s{}", element["resolution"].get<std::string>(),
                                        fmt::join(element["durations"].get<std::vector<int>>(), "/"),
                                        element["contested"].get<bool>() ? " (contested)" : ""));
        } else {
            parts.push_back(element.get<std::string>());
        }
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<std::string> split(std::string_view columns) {
    std::vector<std::string> names;
    while (!columns.empty()) {
        const std::size_t end = std::min(columns.find(','), columns.size());
        names.emplace_back(columns.substr(0, end));
        columns.remove_prefix(std::min(end + 1, columns.size()));
    }
    return names;
}

/// The rows below a line with the columns' names, each column as wide as its widest cell.
std::string table(const Json& rows, const std::vector<std::string>& columns) {
    std::vector<std::vector<std::string>> lines{columns};
    for (const Json& row : rows) {
        std::vector<std::string>& line = lines.emplace_back();
        for (const std::string& column : columns) line.push_back(cell(row[column]));
    }
    return aligned(lines);
}

const Topic& find_topic(const std::string& name) {
    std::vector<std::string_view> names;
    for (const Topic& topic : topics) {
        if (topic.name == name) return topic;
        names.push_back(topic.name);
    }
    fail_choice("list", name, names);
}

int run(const std::string& name, const std::string& format) {
    const bool as_json = chosen_json(format);
    const Topic& topic = find_topic(name);
    const Json rows = topic.rows();
    print(as_json ? rows.dump(2) + "\n" : table(rows, split(topic.columns)));
    flush_output();
    return exit_clean;
}

}  // namespace

std::function<int()> setup_list(CommandOptions command) {
    auto topic = std::make_shared<std::string>();
    auto format = std::make_shared<std::string>("text");
    command.add_option("TOPIC", *topic, "commands, models, providers, rules or formats");
    command.add_option("-f,--output-format", *format, "text or json");
    return [topic, format] { return run(*topic, *format); };
}

}  // namespace camlint
