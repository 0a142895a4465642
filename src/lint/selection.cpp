#include "lint/selection.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "catalog/near.hpp"
#include "lint/registry.hpp"

namespace camlint {
namespace {

/// Whether a list names the rule. A category names those of its rules that run anyway.
bool any_names(std::span<const std::string> list, const Rule& rule, bool is_on) {
    return std::ranges::any_of(list, [&](const std::string& name) {
        return names(name, rule) || (is_on && name == name_of(rule.category));
    });
}

constexpr std::array hooks{&Selection::on_file,   &Selection::on_document,  &Selection::on_request,
                           &Selection::on_prompt, &Selection::on_directive, &Selection::on_step,
                           &Selection::on_label};

}  // namespace

Selection spelling_rules(const Selection& selection) {
    Selection spelling;
    for (const auto hook : hooks) {
        std::ranges::copy_if(selection.*hook, std::back_inserter(spelling.*hook),
                             [](const Enabled& enabled) { return enabled.rule->is_spelling; });
    }
    return spelling;
}

bool names(std::string_view name, const Rule& rule) {
    return name == rule.name || name == everything ||
           (name == name_of(rule.category) && rule.severity != Severity::off);
}

bool Selection::runs(std::string_view name) const {
    return std::ranges::all_of(all_rules(), [&](const Rule* rule) {
        const bool means = rule->name == name || (rule->severity != Severity::off && names(name, *rule));
        return !means || std::ranges::find(running, rule) != running.end();
    });
}

Ruling rule_on(const Rule& rule, std::span<const RuleLayer> layers) {
    bool is_on = rule.severity != Severity::off;
    Severity weight = is_on ? rule.severity : Severity::info;
    Ruling ruling;
    const auto decide = [&](std::size_t layer, Ruling::By by, bool on) {
        ruling.layer = layer;
        ruling.by = by;
        is_on = on;
    };
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const RuleLayer& layer = layers[i];
        if (!layer.select.empty()) decide(i, Ruling::By::select, any_names(layer.select, rule, is_on));
        if (any_names(layer.ignore, rule, is_on)) decide(i, Ruling::By::ignore, false);
        for (const auto& [name, severity] : layer.severities) {
            if (name != rule.name) continue;
            decide(i, Ruling::By::severity, severity != Severity::off);
            if (is_on) weight = severity;
        }
    }
    ruling.severity = is_on ? weight : Severity::off;
    return ruling;
}

std::vector<std::string_view> rule_names() {
    std::vector<std::string_view> names;
    for (const Rule* rule : all_rules()) names.push_back(rule->name);
    return names;
}

std::vector<std::string_view> selector_names() {
    std::vector<std::string_view> names{everything};
    for (const Rule* rule : all_rules()) {
        const std::string_view category = name_of(rule->category);
        if (std::ranges::find(names, category) == names.end()) names.push_back(category);
    }
    for (const std::string_view name : rule_names()) names.push_back(name);
    return names;
}

std::vector<UnknownName> unknown_names(std::span<const std::string> given) {
    const std::vector<std::string_view> known = selector_names();
    std::vector<UnknownName> unknown;
    for (const std::string& name : given) {
        if (std::ranges::find(known, name) != known.end()) continue;
        unknown.push_back({.name = name, .suggestion = nearest(name, known)});
    }
    return unknown;
}

Selection select_rules(std::span<const std::string> selected, std::span<const std::string> ignored) {
    const RuleLayer layer{.select = {selected.begin(), selected.end()},
                          .ignore = {ignored.begin(), ignored.end()}};
    return select_rules({&layer, 1});
}

Selection select_rules(std::span<const RuleLayer> layers) {
    Selection selection;
    for (const Rule* rule : all_rules()) {
        const Enabled enabled{.rule = rule, .severity = rule_on(*rule, layers).severity};
        if (enabled.severity == Severity::off) continue;
        selection.running.push_back(rule);
        if (rule->on_file != nullptr) selection.on_file.push_back(enabled);
        if (rule->on_document != nullptr) selection.on_document.push_back(enabled);
        if (rule->on_request != nullptr) selection.on_request.push_back(enabled);
        if (rule->on_prompt != nullptr) selection.on_prompt.push_back(enabled);
        if (rule->on_directive != nullptr) selection.on_directive.push_back(enabled);
        if (rule->on_step != nullptr) selection.on_step.push_back(enabled);
        if (rule->on_label != nullptr) selection.on_label.push_back(enabled);
        if (rule->on_unused != nullptr) selection.on_unused.push_back(enabled);
    }
    return selection;
}

}  // namespace camlint
