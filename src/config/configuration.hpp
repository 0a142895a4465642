#pragma once
// A configuration as it holds: read, checked, merged with those that it extends, and what it says as the
// values that the linter takes. Finds and opens nothing.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/rows.hpp"
#include "config/setting.hpp"
#include "config/shape.hpp"
#include "diagnostic/context.hpp"
#include "lint/selection.hpp"

namespace camlint {

/// One file. Adds what is wrong with it to `mistakes`, all that there is; gives nothing then.
[[nodiscard]] std::optional<Setting> read_configuration(std::string_view bytes, std::string_view file,
                                                        std::vector<Mistake>& mistakes);

/// The same of a file with other keys: a table's shape.
[[nodiscard]] std::optional<Setting> read_settings(std::string_view bytes, std::string_view file,
                                                   const Shape& shape, std::vector<Mistake>& mistakes);

/// `extending` over `base`, key by key as the table of keys says.
[[nodiscard]] Setting merge(Setting base, Setting extending);

/// The file that a configuration extends; null for none.
[[nodiscard]] const Setting* extended_by(const Setting& root);

struct Configuration {
    Setting root;
    Rows rows;

    /// Of what is merged. Adds what only all of it together shows to be wrong to `mistakes`.
    Configuration(Setting merged, std::vector<Mistake>& mistakes);
    Configuration() = default;

    [[nodiscard]] const std::vector<Setting>& overrides() const;
};

/// What a configuration or an override says of rules.
[[nodiscard]] RuleLayer rules_of(const Setting& scope);

/// Puts what a configuration or an override says in place of what `defaults` has.
void set_defaults(const Setting& scope, Defaults& defaults);

/// The strings of a list; none where the key is not there.
[[nodiscard]] std::vector<std::string> strings_of(const Setting& scope, std::string_view key);

/// The text of a key, empty where it is not there.
[[nodiscard]] std::string text_of(const Setting& scope, std::string_view key);

}  // namespace camlint
