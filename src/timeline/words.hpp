#pragma once
// What the views say of a path in words, in both languages.

#include <string>
#include <string_view>

#include "text/message.hpp"
#include "timeline/view.hpp"

namespace camlint {

inline constexpr Words no_directives{"no directives", "没有镜头指令"};

/// What holds for every path: times are an estimate, amounts are unit steps.
inline constexpr Words path_is_estimated{
    "Times are an estimate: the API documents the order of the moves, not their timing. Each move goes one "
    "unit along the axes of the first frame: how far it goes is documented nowhere.",
    "时间为估计值：API "
    "文档只说明运镜的先后顺序，没有说明时间。每次运镜沿首帧的坐标轴记为一个单位：幅度没有文档说明。"};

/// Where a view has no room for all of a prompt's text.
inline constexpr Words text_is_cut{"'…' stands for more of the prompt's text; -f json has all of it.",
                                   "“…”处省略了部分提示词；-f json 给出全文。"};

/// "film.txt, prompt 1, 6 s", safe to show; in so many cells, the file's name is what is cut.
[[nodiscard]] std::string heading_of(const Story& story, Language language,
                                     std::size_t widest = static_cast<std::size_t>(-1));

/// The same without the file.
[[nodiscard]] std::string prompt_of(const Story& story, Language language);

/// "0–3 s"; empty where the duration is not known.
[[nodiscard]] std::string time_of(const CameraPath& path, std::size_t index, Language language);

/// A time as short as a tenth of a second allows: "3", "1.5".
[[nodiscard]] std::string seconds(double time);

/// The names of a step's commands, and what was not understood, as far as a line of its own would hold it.
[[nodiscard]] std::string names_of(const Story& story, std::size_t index, Language language);

/// "right 1, turned left 2": where the camera is, from the first frame; "where it began" for no difference.
[[nodiscard]] std::string place_of(const Pose& pose, Language language);

/// "shaking, tracking"; empty for none.
[[nodiscard]] std::string flags_of(const Move& move, Language language);

/// What the step's text is on one line, safe to show; parts of one directive have the same, which is told
/// once.
[[nodiscard]] std::string text_of_step(const Story& story, std::size_t index, Language language);

}  // namespace camlint
