#include <algorithm>

#include <fmt/format.h>

#include "catalog/prose.hpp"
#include "diagnostic/rule.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase prose_move{
    "prose-camera-move",
    "{text} is a camera move in prose; the documented command {command} is more accurate",
    "{text} 是用文字描述的运镜；有文档说明的指令 {command} 更准确"};

void check(const Context& context, Findings& findings) {
    const std::string_view text = context.prompt.text;
    if (!may_tell_moves(text)) return;
    std::size_t begin = 0;
    const auto look_at = [&](Span prose) {
        for (const ProseMove& move : find_prose_moves(slice(text, prose))) {
            const Span span{prose.begin + move.span.begin, prose.begin + move.span.end};
            findings.add(context.host(span),
                         {prose_move,
                          {{"text", quoted(slice(text, span))},
                           {"command", quoted(fmt::format("[{}]", join(move.targets, move.language)))}}});
        }
    };
    for (const Directive& directive : context.syntax.directives) {
        if (directive.span.begin > begin) look_at({begin, directive.span.begin});
        begin = std::max(begin, directive.span.end);
    }
    look_at({begin, text.size()});
}

}  // namespace

extern const Rule prose_camera_move{
    .name = "prose-camera-move",
    .category = Category::text,
    .severity = Severity::info,
    .fix = Safety::none,
    .summary = {"a camera move told in prose", "用文字描述的运镜"},
    .why = {"Free descriptions of a move also work, the official page says, but explicit commands are more "
            "accurate.",
            "官方页面说，自由描述的运镜也有效，但明确的指令更准确。"},
    .basis = {Grade::a, source::official},
    .examples =
        {{{.bad = "A man walks, the camera pans left.", .fixed = "", .good = "A man walks [Pan left]."},
          {.bad = "男人走来，镜头推进。", .fixed = "", .good = "男人走来[推进]。"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
