// camlint rule: what a rule finds, why, examples, and where it comes from.

#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "catalog/near.hpp"
#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/output.hpp"
#include "cli/subcommand.hpp"
#include "lint/registry.hpp"
#include "report/parts/rule_help.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string name;
    std::string format = "text";
    std::string language;
    bool all = false;
};

/// `text` with every line behind `indent`; line ends stay, other control characters are made visible.
std::string indented(std::string_view text, std::string_view indent) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += fmt::format("{}{}\n", indent, printable(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// Broken into lines of at most 88 cells.
std::string wrapped(std::string_view text, std::string_view indent) {
    constexpr std::size_t longest = 88;
    std::string out;
    std::string line;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        if (!line.empty() && display_width(line) + 1 + display_width(word) > longest) {
            out += fmt::format("{}{}\n", indent, line);
            line.clear();
        }
        if (!line.empty()) line += ' ';
        line += word;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + fmt::format("{}{}\n", indent, line);
}

std::string explain(const Rule& rule, Language language) {
    std::string out =
        fmt::format("{}\n  {}, {} by default, fix: {}\n\n{}\n{}", rule.name, name_of(rule.category),
                    name_of(rule.severity), name_of(rule.fix), wrapped(rule.summary.in(language), "  "),
                    wrapped(rule.why.in(language), "  "));
    for (const Example& example : rule.examples) {
        if (example.bad.empty()) continue;
        out += fmt::format("\n  bad:\n{}", indented(shown_example(example.bad), "    "));
        if (!example.fixed.empty())
            out += fmt::format("  fixed:\n{}", indented(shown_example(example.fixed), "    "));
        out += fmt::format("  good:\n{}", indented(shown_example(example.good), "    "));
    }
    out += fmt::format("\n  source: {}\n  grade {}: {}\n", rule.basis.source.in(language),
                       letter(rule.basis.grade), describe(rule.basis.grade).in(language));
    return out;
}

Json to_json(const Rule& rule, Language language) {
    Json examples = Json::array();
    for (const Example& example : rule.examples) {
        if (example.bad.empty()) continue;
        Json json{{"input_format", example.carrier}, {"bad", expand(example.bad)}};
        if (!example.fixed.empty()) json["fixed"] = expand(example.fixed);
        json["good"] = expand(example.good);
        examples.push_back(std::move(json));
    }
    return {{"name", rule.name},
            {"category", name_of(rule.category)},
            {"severity", name_of(rule.severity)},
            {"fix", name_of(rule.fix)},
            {"summary", rule.summary.in(language)},
            {"why", rule.why.in(language)},
            {"source", rule.basis.source.in(language)},
            {"grade", std::string(1, letter(rule.basis.grade))},
            {"examples", std::move(examples)}};
}

std::vector<const Rule*> chosen_rules(const Options& options) {
    if (options.all && !options.name.empty()) throw Error("a rule's name and --all do not go together");
    if (options.all) return {all_rules().begin(), all_rules().end()};
    if (options.name.empty())
        throw Error("no rule named; 'camlint list rules' prints them, --all explains all");
    if (const Rule* rule = find_rule(options.name)) return {rule};
    std::vector<std::string_view> names;
    for (const Rule* rule : all_rules()) names.push_back(rule->name);
    throw Error(
        fmt::format("no rule is named '{}'{}", options.name, did_you_mean(nearest(options.name, names))));
}

int run(const Options& options) {
    const bool as_json = chosen_json(options.format);
    const Language language = chosen_language(options.language);
    const std::vector<const Rule*> rules = chosen_rules(options);
    if (as_json) {
        Json json = Json::array();
        for (const Rule* rule : rules) json.push_back(to_json(*rule, language));
        const Json& shown = options.all ? json : json[0];
        print(shown.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    } else {
        for (const Rule* rule : rules) print((rule == rules[0] ? "" : "\n") + explain(*rule, language));
    }
    flush_output();
    return exit_clean;
}

}  // namespace

std::function<int()> setup_rule(CLI::App& app) {
    auto options = std::make_shared<Options>();
    app.add_option("NAME", options->name, "The rule's name");
    app.add_flag("--all", options->all, "Explain every rule");
    app.add_option("-f,--output-format", options->format, "text or json");
    app.add_option("--language", options->language, "en or zh; by LC_ALL, LC_MESSAGES or LANG if not given");
    return [options] { return run(*options); };
}

}  // namespace camlint
