#pragma once
// What the camera does on each of the 15 commands, in film terms, and which commands people put together on
// purpose. The API documents the names of the commands and not what the picture does: these are this
// project's words, and judge nothing.

#include <array>
#include <span>
#include <string_view>

#include "catalog/commands.hpp"

namespace camlint {

struct Portrayal {
    std::string_view command;  ///< its English name
    Words what;                ///< a sentence
    Words confused_with;       ///< what it is easily taken for, to go on a sentence with
};

[[nodiscard]] const Portrayal& move_of(const Command& command);

inline constexpr Basis moves_basis{Grade::d,
                                   {"film terms; the API documents the name, not what the picture does",
                                    "依据电影术语；API 文档只列出名称，没有说明画面效果"}};

/// Two commands of one bracket that make one known move.
struct Combination {
    Words name;
    std::array<std::string_view, 2> commands;  ///< English names, in the order that they are written in
    Basis basis;
};

[[nodiscard]] std::span<const Combination> combinations();

}  // namespace camlint
