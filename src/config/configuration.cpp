#include "config/configuration.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "catalog/near.hpp"
#include "config/keys.hpp"
#include "config/toml.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

Severity severity_named(std::string_view name) {
    for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) {
        if (name == name_of(severity)) return severity;
    }
    return Severity::off;
}

Merge merge_of(std::string_view name) {
    const auto key = std::ranges::find(configuration_keys(), name, &Key::name);
    return key == configuration_keys().end() ? Merge::replace : key->merge;
}

/// Tables entry by entry, and so on below; anything else is replaced.
void lay_over(Setting& base, Setting over) {
    if (base.kind != TomlKind::table || over.kind != TomlKind::table) {
        base = std::move(over);
        return;
    }
    std::unordered_map<std::string, std::size_t> known;
    for (const Entry& member : base.members) known.emplace(member.name, known.size());
    for (Entry& member : over.members) {
        const auto [row, is_new] = known.try_emplace(member.name, base.members.size());
        if (is_new) {
            base.members.push_back(std::move(member));
        } else {
            Entry& under = base.members[row->second];
            under.place = member.place;
            lay_over(under.value, std::move(member.value));
        }
    }
}

void check_provider(const Setting& scope, const Catalog& catalog, std::vector<Mistake>& mistakes) {
    const Setting* named = scope.member("provider");
    if (named == nullptr || catalog.provider(named->text) != nullptr) return;
    std::vector<std::string_view> names;
    for (const Provider& provider : catalog.providers) names.push_back(provider.name);
    const std::string_view near = nearest(named->text, names);
    mistakes.push_back(
        {named->place, fmt::format("'provider' names no provider: {}{}", quote(named->text),
                                   near.empty() ? fmt::format("; there are {}, and [providers] may add one",
                                                              fmt::join(names, ", "))
                                                : did_you_mean(near))});
}

}  // namespace

std::optional<Setting> read_configuration(std::string_view bytes, std::string_view file,
                                          std::vector<Mistake>& mistakes) {
    return read_settings(bytes, file, configuration_shape(), mistakes);
}

std::optional<Setting> read_settings(std::string_view bytes, std::string_view file, const Shape& shape,
                                     std::vector<Mistake>& mistakes) {
    std::optional<Setting> root = parse_toml(bytes, file, mistakes);
    if (!root) return root;
    const std::size_t before = mistakes.size();
    check_shape(*root, shape, "", mistakes);
    std::sort(mistakes.begin() + static_cast<std::ptrdiff_t>(before), mistakes.end(), comes_before);
    if (mistakes.size() > before) root.reset();
    return root;
}

Setting merge(Setting base, Setting extending) {
    for (Entry& member : extending.members) {
        const auto row = std::ranges::find(base.members, member.name, &Entry::name);
        if (row == base.members.end()) {
            base.members.push_back(std::move(member));
            continue;
        }
        row->place = member.place;
        switch (merge_of(member.name)) {
            case Merge::replace: row->value = std::move(member.value); break;
            case Merge::by_name: lay_over(row->value, std::move(member.value)); break;
            case Merge::append:
                std::ranges::move(member.value.elements, std::back_inserter(row->value.elements));
                break;
        }
    }
    base.place = extending.place;
    return base;
}

const Setting* extended_by(const Setting& root) { return root.member("extends"); }

Configuration::Configuration(Setting merged, std::vector<Mistake>& mistakes)
    : root(std::move(merged)), rows(root) {
    const Catalog catalog = rows.catalog();
    check_provider(root, catalog, mistakes);
    for (const Setting& scope : overrides()) check_provider(scope, catalog, mistakes);
}

const std::vector<Setting>& Configuration::overrides() const {
    static const std::vector<Setting> none;
    const Setting* list = root.member("overrides");
    return list == nullptr ? none : list->elements;
}

RuleLayer rules_of(const Setting& scope) {
    RuleLayer layer{.select = strings_of(scope, "select"), .ignore = strings_of(scope, "ignore")};
    if (const Setting* rules = scope.member("rules")) {
        for (const Entry& rule : rules->members) {
            layer.severities.emplace_back(rule.name, severity_named(rule.value.text));
        }
    }
    return layer;
}

void set_defaults(const Setting& scope, Defaults& defaults) {
    if (const Setting* model = scope.member("model")) defaults.model = model->text;
    if (const Setting* resolution = scope.member("resolution")) defaults.resolution = resolution->text;
    if (const Setting* provider = scope.member("provider")) defaults.provider = provider->text;
    if (const Setting* duration = scope.member("duration")) {
        defaults.duration = static_cast<int>(duration->number);
    }
}

std::vector<std::string> strings_of(const Setting& scope, std::string_view key) {
    std::vector<std::string> strings;
    if (const Setting* list = scope.member(key)) {
        for (const Setting& element : list->elements) strings.push_back(element.text);
    }
    return strings;
}

std::string text_of(const Setting& scope, std::string_view key) {
    const Setting* value = scope.member(key);
    return value == nullptr ? std::string() : value->text;
}

}  // namespace camlint
