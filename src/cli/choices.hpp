#pragma once
// What flags' values may be. A value that is none of them throws Error, which says what they are and
// which of them is near.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "document/carriers.hpp"
#include "lint/selection.hpp"
#include "report/format.hpp"
#include "timeline/view.hpp"

namespace camlint {

/// "--color takes auto, always, never, not 'alway'; did you mean 'always'?"
[[noreturn]] void fail_choice(std::string_view flag, const std::string& value,
                              const std::vector<std::string_view>& choices);

/// Of --color.
inline constexpr std::array<std::string_view, 3> color_names{"auto", "always", "never"};

/// Of --input-format: auto and the names of all carriers.
[[nodiscard]] std::vector<std::string_view> carrier_names();

/// Of stream's --input-format.
[[nodiscard]] std::vector<std::string_view> stream_format_names();

/// Of --input-format; null for auto.
[[nodiscard]] const Carrier* chosen_carrier(const std::string& name);

/// The names of all output formats.
[[nodiscard]] std::vector<std::string_view> format_names();

/// Of check's --output-format or --output.
[[nodiscard]] const Format& chosen_format(std::string_view flag, const std::string& name);

/// Of timeline's --output-format.
[[nodiscard]] std::vector<std::string_view> view_names();
[[nodiscard]] const View& chosen_view(const std::string& name);

/// Of the other commands' --output-format, text or json: whether it is json.
[[nodiscard]] bool chosen_json(const std::string& name);

/// Of --fail-on: the least severity that fails the run; one above all of them for never.
[[nodiscard]] int chosen_threshold(const std::string& name);

/// Of --color: whether to write colours.
[[nodiscard]] bool chosen_color(const std::string& name);

/// Of --language, en or zh; where it is empty, what LC_ALL, LC_MESSAGES or LANG says, else English.
[[nodiscard]] Language chosen_language(const std::string& name);

/// Of another flag that takes en or zh.
[[nodiscard]] Language chosen_language(std::string_view flag, const std::string& name);

/// A whole number from `least` on.
[[nodiscard]] int chosen_number(std::string_view flag, const std::string& value, int least);

/// A number of bytes, with K, M or G for multiples of 1024.
[[nodiscard]] std::size_t chosen_size(std::string_view flag, const std::string& value);

/// Of what names a provider, by the catalog that holds; empty for none.
void check_provider(std::string_view flag, const std::string& name, const Catalog& catalog);

/// "--select names no rule: 'a'; did you mean 'b'?"
[[nodiscard]] std::string describe(std::string_view flag, const UnknownName& unknown);

}  // namespace camlint
