#include "lint/selection.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "catalog/near.hpp"
#include "lint/registry.hpp"

namespace camlint {
namespace {

bool names_category(std::string_view name) {
    return std::ranges::any_of(all_rules(),
                               [&](const Rule* rule) { return name_of(rule->category) == name; });
}

bool any_names(std::span<const std::string> list, const Rule& rule) {
    return std::ranges::any_of(list, [&](const std::string& name) { return names(name, rule); });
}

Severity severity_of(const Rule& rule, std::span<const std::string> selected,
                     std::span<const std::string> ignored) {
    if (any_names(ignored, rule)) return Severity::off;
    if (selected.empty()) return rule.severity;
    if (!any_names(selected, rule)) return Severity::off;
    return rule.severity == Severity::off ? Severity::info : rule.severity;
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

std::vector<UnknownName> unknown_names(std::span<const std::string> given) {
    std::vector<std::string_view> candidates{everything};
    for (const Rule* rule : all_rules()) {
        candidates.push_back(rule->name);
        candidates.push_back(name_of(rule->category));
    }
    std::vector<UnknownName> unknown;
    for (const std::string& name : given) {
        if (name == everything || find_rule(name) != nullptr || names_category(name)) continue;
        unknown.push_back({.name = name, .suggestion = nearest(name, candidates)});
    }
    return unknown;
}

Selection select_rules(std::span<const std::string> selected, std::span<const std::string> ignored) {
    Selection selection;
    for (const Rule* rule : all_rules()) {
        const Enabled enabled{.rule = rule, .severity = severity_of(*rule, selected, ignored)};
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
