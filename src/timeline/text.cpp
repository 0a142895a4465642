// The path for a terminal: a line for each step.

#include <fmt/format.h>

#include "text/display.hpp"
#include "timeline/view.hpp"

namespace camlint::views {
namespace {

Strip draw(const Story& story, const Look& look) {
    const CameraPath& path = story.path;
    Strip strip;
    strip.text = fmt::format("{}, {}\n", printable(story.source.name), story.number + 1);
    for (std::size_t i = 0; i < path.moves.size(); ++i) {
        const Move& move = path.moves[i];
        strip.text += fmt::format("  {:.1f} s ", path.start_of(i));
        for (const Command* command : move.commands)
            strip.text += fmt::format(" {}", command->name(look.language));
        strip.text += fmt::format("  {}\n", printable(covered_text(move, story.prompt.text)));
    }
    return strip;
}

std::string join(std::span<const Strip> strips, const Look&) {
    std::string out;
    for (const Strip& strip : strips) out += strip.text;
    return out;
}

}  // namespace

extern const View text{.name = "text", .draw = draw, .join = join};

}  // namespace camlint::views
