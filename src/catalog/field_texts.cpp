#include "catalog/field_texts.hpp"

#include <algorithm>
#include <array>

#include "catalog/models.hpp"

namespace camlint {
namespace {

constexpr Words other_mode{"Belongs to another mode of the same path; it is not checked in depth here.",
                           "属于同一路径的另一种模式；此处不作深入检查。"};

// Purposes and defaults are official text (A), each from the page that fields.cpp names for its field.
constexpr std::array rows{
    FieldText{
        "model", {"The model that makes the video; letter case counts.", "生成视频的模型；区分大小写。"}, {}},
    FieldText{"prompt",
              {"What the video shows, up to 2000 characters; the unit is documented nowhere.",
               "视频的内容，最多 2000 个字符；字符的计数单位没有文档说明。"},
              {}},
    FieldText{"prompt_optimizer",
              {"Whether the prompt is optimized; false is documented for more precise control.",
               "是否优化提示词；文档说明设为 false 可以更精确地控制。"},
              {"true", "true"}},
    FieldText{"fast_pretreatment",
              {"Shortens what the optimizer does; works only while that is on.",
               "缩短优化所需的处理；只在优化器开启时有效。"},
              {"false", "false"}},
    FieldText{"duration", {"The length of the video in seconds.", "视频的时长，单位为秒。"}, {"6", "6"}},
    FieldText{"resolution", {"The resolution of the video.", "视频的分辨率。"}, {"by model", "因模型而异"}},
    FieldText{"callback_url",
              {"Where the service sends the state of the task; it first sends a challenge, to be answered "
               "with the same within 3 s.",
               "服务向此地址发送任务状态；它会先发送一个 challenge，须在 3 秒内原样返回。"},
              {}},
    FieldText{"aigc_watermark", {}, {}},
    FieldText{"first_frame_image", other_mode, {}},
    FieldText{"last_frame_image", other_mode, {}},
    FieldText{"subject_reference", other_mode, {}},
};

static_assert(default_duration == 6 && prompt_limit == 2000, "the texts above say so");

}  // namespace

const FieldText* find_field_text(std::string_view name) {
    const auto row = std::ranges::find(rows, name, &FieldText::name);
    return row == rows.end() ? nullptr : &*row;
}

}  // namespace camlint
