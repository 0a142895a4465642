#include "cli/paid/command.hpp"

#include <array>

namespace camlint {
namespace {

constexpr std::array<Subcommand, 1> rows{{
    {"callback", "Receive what the service says of tasks", false, setup_callback},
}};

}  // namespace

std::span<const Subcommand> paid_commands() { return rows; }

}  // namespace camlint
