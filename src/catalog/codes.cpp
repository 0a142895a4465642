#include "catalog/codes.hpp"

#include <algorithm>
#include <array>

#include "text/ascii.hpp"

namespace camlint {
namespace {

using enum OnCreate;

constexpr Basis official{Grade::a, source::official};
constexpr Basis elsewhere{Grade::c, source::clients};

// The official page gives six codes with their meanings, and 0 in its example. That a code comes with HTTP
// 200 is B; that 1008 also comes with 429 and 500 is C.
constexpr Words limit{"rate or connection limit", "速率或连接数限制"};
constexpr Words sensitive{"sensitive content in the prompt", "提示词含敏感内容"};
constexpr Words unstated{"no text says whether a task was made", "没有文档写明任务是否已创建"};

constexpr std::array rows{
    Code{0, {"success", "成功"}, take, official},
    Code{1000, unstated, unclear, elsewhere},
    Code{1001, unstated, unclear, elsewhere},
    Code{1002, {"rate limit", "速率限制"}, wait, official},
    Code{1004, {"authentication failed", "鉴权失败"}, refuse_key, official},
    Code{1008, {"balance too low", "余额不足"}, refuse_account, official},
    Code{1013, unstated, unclear, elsewhere},
    Code{1024, unstated, unclear, elsewhere},
    Code{1026, sensitive, refuse_prompt, official},
    // Of a task that was made. What it would say of a create request is documented nowhere.
    Code{1027, {"sensitive content in the video", "视频含敏感内容"}, unclear, elsewhere},
    Code{1033, unstated, unclear, elsewhere},
    Code{1039, limit, wait, elsewhere},
    Code{1041, limit, wait, elsewhere},
    Code{1042, {"too many invisible characters", "不可见字符过多"}, refuse_prompt, elsewhere},
    Code{2013, {"invalid parameters", "参数无效"}, refuse_parameters, official},
    Code{2045, limit, wait, elsewhere},
    Code{2049, {"invalid key", "API Key 无效"}, refuse_key, official},
    Code{2056, {"limit of the plan", "套餐额度用尽"}, refuse_account, elsewhere},
};

static_assert(std::ranges::is_sorted(rows, std::ranges::less_equal{}, &Code::code));

}  // namespace

std::span<const Code> codes() { return rows; }

const Code* find_code(std::int64_t code) {
    const auto row = std::ranges::find(rows, code, &Code::code);
    return row == rows.end() ? nullptr : &*row;
}

bool speaks_of_callback(std::string_view message) {
    return to_lower(message).find("callback") != std::string::npos ||
           message.find("回调") != std::string_view::npos;
}

}  // namespace camlint
