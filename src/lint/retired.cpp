#include "lint/retired.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "text/display.hpp"

namespace camlint {
namespace {

constexpr std::array<RetiredRule, 0> rows{};

}  // namespace

std::span<const RetiredRule> retired_rules() { return rows; }

std::string retirement(std::string_view name, std::span<const RetiredRule> among) {
    const auto row = std::ranges::find(among, name, &RetiredRule::name);
    if (row == among.end()) return {};
    if (row->instead.empty()) return fmt::format("the rule {} is retired; take it out", quote(name));
    return fmt::format("the rule {} is retired; use {}", quote(name), quote(row->instead));
}

}  // namespace camlint
