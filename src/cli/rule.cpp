// camlint rule: what a rule finds, why, examples, and where it comes from.

#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catalog/near.hpp"
#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/subcommand.hpp"
#include "lint/registry.hpp"
#include "report/parts/rule_help.hpp"
#include "text/display.hpp"
#include "text/wrap.hpp"

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

constexpr Phrase summary_line{"rule.summary", "{category}, {severity} by default, fix: {fix}",
                              "{category}，默认 {severity}，修复：{fix}"};
constexpr Phrase source_line{"rule.source", "source: {source}", "来源：{source}"};
constexpr Phrase grade_line{"rule.grade", "grade {grade}: {meaning}", "等级 {grade}：{meaning}"};
constexpr Words moves_line{"what each move does is drawn in docs/camera-moves.md",
                           "各种运镜的图示见 docs/camera-moves.md"};
constexpr Words bad_heading{"bad:", "错误示例："};
constexpr Words fixed_heading{"fixed:", "修复后："};
constexpr Words good_heading{"good:", "正确示例："};

std::string paragraph(const Words& words, Language language) {
    constexpr std::size_t widest = 88;
    std::string out;
    for (const std::string& line : wrap(words.in(language), widest)) out += fmt::format("  {}\n", line);
    return out;
}

void add_example(std::string& out, const Words& heading, std::string_view text, Language language) {
    out += fmt::format("  {}\n{}", heading.in(language), indented(shown_example(text, language), "    "));
}

/// Whether knowing what the camera does helps with what the rule finds.
bool is_about_moves(const Rule& rule) {
    return rule.category == Category::command || rule.category == Category::combination ||
           rule.category == Category::timeline;
}

std::string explain(const Rule& rule, Language language) {
    const Message head{summary_line,
                       {{"category", std::string(name_of(rule.category))},
                        {"severity", std::string(name_of(rule.severity))},
                        {"fix", std::string(name_of(rule.fix))}}};
    std::string out = fmt::format("{}\n  {}\n\n{}\n{}", rule.name, head.in(language),
                                  paragraph(rule.summary, language), paragraph(rule.why, language));
    for (const Example& example : rule.examples) {
        if (example.bad.empty()) continue;
        out += '\n';
        add_example(out, bad_heading, example.bad, language);
        if (!example.fixed.empty()) add_example(out, fixed_heading, example.fixed, language);
        add_example(out, good_heading, example.good, language);
    }
    const Message source{source_line, {{"source", rule.basis.source}}};
    const Message grade{
        grade_line,
        {{"grade", std::string(1, letter(rule.basis.grade))}, {"meaning", describe(rule.basis.grade)}}};
    out += fmt::format("\n  {}\n  {}\n", source.in(language), grade.in(language));
    if (is_about_moves(rule)) out += fmt::format("  {}\n", moves_line.in(language));
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

std::function<int()> setup_rule(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("NAME", options->name, "The rule's name");
    command.add_flag("--all", options->all, "Explain every rule");
    command.add_option("-f,--output-format", options->format, "text or json");
    command.add_option("--language", options->language,
                       "en or zh; by LC_ALL, LC_MESSAGES or LANG if not given");
    return [options] { return run(*options); };
}

}  // namespace camlint
