#include "cli/paid/command.hpp"

#include <array>

namespace camlint {
namespace {

constexpr std::array<Subcommand, 0> rows{};

}  // namespace

std::span<const Subcommand> paid_commands() { return rows; }

}  // namespace camlint
