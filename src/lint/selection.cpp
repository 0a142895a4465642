#include "lint/selection.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "catalog/near.hpp"
#include "lint/registry.hpp"

namespace camlint {
namespace {

constexpr std::string_view everything = "all";

bool names_category(std::string_view name) {
    return std::ranges::any_of(all_rules(),
                               [&](const Rule* rule) { return name_of(rule->category) == name; });
}

bool names(const Rule& rule, std::span<const std::string> list) {
    return std::ranges::any_of(list, [&](const std::string& name) {
        return name == rule.name || name == everything ||
               (name == name_of(rule.category) && rule.severity != Severity::off);
    });
}

Severity severity_of(const Rule& rule, std::span<const std::string> selected,
                     std::span<const std::string> ignored) {
    if (names(rule, ignored)) return Severity::off;
    if (selected.empty()) return rule.severity;
    if (!names(rule, selected)) return Severity::off;
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
        if (rule->on_file != nullptr) selection.on_file.push_back(enabled);
        if (rule->on_document != nullptr) selection.on_document.push_back(enabled);
        if (rule->on_request != nullptr) selection.on_request.push_back(enabled);
        if (rule->on_prompt != nullptr) selection.on_prompt.push_back(enabled);
        if (rule->on_directive != nullptr) selection.on_directive.push_back(enabled);
        if (rule->on_step != nullptr) selection.on_step.push_back(enabled);
        if (rule->on_label != nullptr) selection.on_label.push_back(enabled);
    }
    return selection;
}

}  // namespace camlint
