#include "catalog/providers.hpp"

#include <algorithm>

namespace camlint {
namespace {

constexpr std::array<std::string_view, 2> minimax_required{"model", "prompt"};
constexpr std::array<std::string_view, 4> gateway_required{"model", "prompt", "duration", "resolution"};

constexpr std::array<std::string_view, 1> minimax_keys{"MINIMAX_API_KEY"};
constexpr std::array<std::string_view, 2> minimax_cn_keys{"MINIMAX_CN_API_KEY", "MINIMAX_API_KEY"};
constexpr std::array<std::string_view, 1> gateway_keys{"GPT_GE_API_KEY"};

constexpr std::array rows{
    Provider{"minimax",
             "https://api.minimax.io",
             "",
             "/v1/video_generation",
             "/v1/query/video_generation?task_id=",
             "/v1/files/retrieve?file_id=",
             minimax_required,
             {Grade::a, source::official},
             {Grade::a, source::official},
             minimax_keys},
    Provider{"minimax-cn",
             "https://api.minimaxi.com",
             "https://api.minimax.cn",  // newer Chinese pages
             "/v1/video_generation",
             "/v1/query/video_generation?task_id=",
             "/v1/files/retrieve?file_id=",
             minimax_required,
             {Grade::a, source::official_zh},
             {Grade::a, source::official_zh},
             minimax_cn_keys},
    Provider{"gpt.ge",
             "https://api.gpt.ge",
             "",
             "/task/minimax/v1/video_generation",
             "/task/",
             "/task/minimax/v1/files/retrieve?file_id=",
             gateway_required,
             {Grade::a, source::gateway},
             {Grade::b, source::clients},
             gateway_keys},
};

static_assert(std::ranges::all_of(rows, [](const Provider& provider) {
    return std::ranges::count(rows, provider.name, &Provider::name) == 1;
}));

}  // namespace

std::span<const Provider> providers() { return rows; }

const Provider* find_provider(std::string_view name, std::span<const Provider> among) {
    const auto row = std::ranges::find(among, name, &Provider::name);
    return row == among.end() ? nullptr : &*row;
}

std::string_view provider_of_url(std::string_view url) {
    const auto begins = [url](std::string_view base) {
        if (base.empty() || !url.starts_with(base)) return false;
        const std::string_view rest = url.substr(base.size());
        return rest.empty() || rest[0] == '/' || rest[0] == ':';
    };
    const auto row = std::ranges::find_if(
        rows, [&](const Provider& p) { return begins(p.base_url) || begins(p.other_base_url); });
    return row == rows.end() ? std::string_view{} : row->name;
}

}  // namespace camlint
