#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "catalog/prose.hpp"
#include "diagnostic/rule.hpp"
#include "timeline/path.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase prose_move{
    "prose-camera-move",
    "{text} is a camera move in prose; the documented command {command} is more accurate",
    "{text} 是用文字描述的运镜；有文档说明的指令 {command} 更准确"};

constexpr Phrase opposite{"prose-camera-move.opposite", "the directive here says the opposite: {directive}",
                          "这里的指令正好相反：{directive}"};

bool contradicts(const Command& command, const ProseMove& prose) {
    return std::ranges::any_of(prose.targets, [&](const Command* target) {
        return target != nullptr && target->family == command.family && target->sign == -command.sign &&
               command.sign != 0;
    });
}

/// The directive that goes with the text at `span` and moves the camera the other way; null for none.
const Move* find_opposite(const CameraPath& path, const ProseMove& prose, Span span) {
    const auto is_opposite = [&](const Move& move) {
        const bool covers = std::ranges::any_of(move.covers, [&](const Span& cover) {
            return cover.begin <= span.begin && span.end <= cover.end;
        });
        return covers && std::ranges::any_of(move.commands, [&](const Command* command) {
                   return contradicts(*command, prose);
               });
    };
    const auto found = std::ranges::find_if(path.moves, is_opposite);
    return found == path.moves.end() ? nullptr : &*found;
}

void check(const Context& context, Findings& findings) {
    const std::string_view text = context.prompt.text;
    if (find_camera(text, 0) == text.size()) return;
    std::optional<CameraPath> path;  // made for the first finding
    std::size_t begin = 0;
    const auto look_at = [&](Span prose) {
        for (const ProseMove& move : find_prose_moves(slice(text, prose))) {
            const Span span{prose.begin + move.span.begin, prose.begin + move.span.end};
            Diagnostic& found =
                findings.add(context.host(span),
                             {prose_move,
                              {{"text", quoted(slice(text, span))},
                               {"command", quoted(fmt::format("[{}]", join(move.targets, move.language)))}}});
            if (!path) path = camera_path(context.syntax, context.request.duration);
            if (const Move* other = find_opposite(*path, move, span)) {
                const Message message{opposite, {{"directive", quoted(context.text(other->directive))}}};
                found.note(message, context.host(other->directive));
            }
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
