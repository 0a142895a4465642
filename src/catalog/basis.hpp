#pragma once
// How sure a fact is and where it was read. Every row of the catalog carries one.

#include <cstdint>
#include <string_view>

#include "text/message.hpp"

namespace camlint {

enum class Grade : std::uint8_t {
    a,  ///< official text
    b,  ///< two or more independent sources
    c,  ///< one third-party source
    d,  ///< inference of this project
};

struct Basis {
    Grade grade = Grade::d;
    Words source;
};

[[nodiscard]] constexpr Words describe(Grade grade) {
    switch (grade) {
        case Grade::a: return {"official text", "官方文档"};
        case Grade::b: return {"two or more independent sources", "两个或更多独立来源"};
        case Grade::c: return {"one third-party source", "一个第三方来源"};
        case Grade::d: return {"inference of this project", "本项目的推断"};
    }
    return {};
}

[[nodiscard]] constexpr char letter(Grade grade) { return static_cast<char>('A' + static_cast<int>(grade)); }

/// The texts that the catalog's facts were read in.
namespace source {
inline constexpr Words official{
    "MiniMax OpenAPI, \"Create Text-to-Video Generation Task\" (platform.minimax.io/docs)",
    "MiniMax OpenAPI，“Create Text-to-Video Generation Task”（platform.minimax.io/docs）"};
inline constexpr Words official_zh{"the Chinese edition of MiniMax's official page",
                                   "MiniMax 官方页面的中文版"};
inline constexpr Words official_image{"MiniMax's official image-to-video page", "MiniMax 官方的图生视频页面"};
inline constexpr Words gateway{"the gpt.ge gateway's text-to-video page", "gpt.ge 网关的文生视频页面"};
inline constexpr Words clients{"public clients and prompt guides", "公开的客户端和提示词指南"};
inline constexpr Words inference{"no text says so", "没有文档写明这一点"};
}  // namespace source

}  // namespace camlint
