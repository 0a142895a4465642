// The path as a storyboard for a terminal: a step takes its commands, where they leave the camera, and the
// text that goes with it. No line is wider than the terminal.

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "text/cluster.hpp"
#include "text/display.hpp"
#include "text/wrap.hpp"
#include "timeline/view.hpp"
#include "timeline/words.hpp"

namespace camlint::views {
namespace {

/// Codes of ECMA-48's SGR.
enum class Tint : std::uint8_t { bold = 1, faint = 2, accent = 36, warning = 33 };

constexpr std::size_t indent = 2;

std::string_view glyph_of(const Command& command) {
    const bool more = command.sign > 0;
    switch (command.family) {
        case Family::truck: return more ? "→" : "←";
        case Family::pan: return more ? "↷" : "↶";
        case Family::dolly: return more ? "⇑" : "⇓";
        case Family::pedestal: return more ? "↑" : "↓";
        case Family::tilt: return more ? "⌃" : "⌄";
        case Family::zoom: return more ? "⊕" : "⊖";
        case Family::shake: return "≈";
        case Family::follow: return "⌖";
        case Family::fixed: return "■";
    }
    return "";
}

std::string glyphs_of(const Move& move) {
    std::string glyphs;
    for (const Command* command : move.commands) glyphs += glyph_of(*command);
    return glyphs.empty() ? "?" : glyphs;
}

/// Lines of one width, and their colours.
class Sheet {
public:
    explicit Sheet(const Look& look) : look_(look) {}

    /// Goes on the line, as far as there is room.
    void add(std::string_view text, Tint tint) {
        const std::string part = clipped(text, look_.width - used_);
        used_ += display_width(part);
        if (part.empty()) return;
        lines_ += look_.color ? fmt::format("\x1B[{}m{}\x1B[0m", static_cast<unsigned>(tint), part) : part;
    }

    void add(std::string_view text) {
        const std::string part = clipped(text, look_.width - used_);
        used_ += display_width(part);
        lines_ += part;
    }

    /// All of it, on as many lines as it takes, each from `column` on.
    void add_all(std::string_view text, Tint tint, std::size_t column) {
        bool is_first = true;
        for (const std::string& line : wrap(text, look_.width - std::min(look_.width, column))) {
            if (!std::exchange(is_first, false)) end_line();
            skip_to(column);
            add(line, tint);
        }
    }

    void skip_to(std::size_t column) {
        if (used_ < column) add(std::string(column - used_, ' '));
    }

    void end_line() {
        lines_ += '\n';
        used_ = 0;
    }

    [[nodiscard]] std::size_t room() const { return look_.width - used_; }
    [[nodiscard]] std::string take() { return std::move(lines_); }

private:
    const Look& look_;
    std::string lines_;
    std::size_t used_ = 0;  ///< cells of the line
};

/// Cells of the columns before the commands, which all steps of a prompt share.
struct Columns {
    std::size_t number = 0;
    std::size_t time = 0;
    std::size_t glyphs = 0;

    Columns(const CameraPath& path, Language language) {
        number = std::to_string(path.moves.size()).size();
        for (std::size_t i = 0; i < path.moves.size(); ++i) {
            time = std::max(time, display_width(time_of(path, i, language)));
            glyphs = std::max(glyphs, display_width(glyphs_of(path.moves[i])));
        }
    }

    [[nodiscard]] std::size_t after_number() const { return indent + number + 2; }
    [[nodiscard]] std::size_t after_time() const { return after_number() + (time == 0 ? 0 : time + 2); }
    [[nodiscard]] std::size_t names() const { return after_time() + glyphs + 2; }
};

/// Whether some of the step's text found no room.
bool write_step(Sheet& sheet, const Story& story, std::size_t index, const Columns& columns,
                Language language) {
    const Move& move = story.path.moves[index];
    const bool is_clear = !move.commands.empty() && move.unclear.empty();
    sheet.add(fmt::format("{:>{}}", index + 1, indent + columns.number), Tint::faint);
    sheet.skip_to(columns.after_number());
    sheet.add(time_of(story.path, index, language));
    sheet.skip_to(columns.after_time());
    sheet.add(glyphs_of(move), is_clear ? Tint::accent : Tint::warning);
    sheet.skip_to(columns.names());
    sheet.add_all(names_of(story, index, language), is_clear ? Tint::bold : Tint::warning, columns.names());

    std::string place = "→ " + place_of(move.after, language);
    if (const std::string flags = flags_of(move, language); !flags.empty()) place += " · " + flags;
    if (sheet.room() < display_width(place) + 2) {
        sheet.end_line();
        sheet.add_all(place, Tint::faint, columns.names());
    } else {
        sheet.add("  ");
        sheet.add(place, Tint::faint);
    }
    sheet.end_line();

    const std::string text = text_of_step(story, index, language);
    if (text.empty()) return false;
    sheet.skip_to(columns.names());
    const bool is_cut = sheet.room() < display_width(text);
    sheet.add(text);
    sheet.end_line();
    return is_cut;
}

Strip draw(const Story& story, const Look& look) {
    Sheet sheet(look);
    Strip strip;
    sheet.add(heading_of(story, look.language, look.width), Tint::bold);
    sheet.end_line();
    const Columns columns(story.path, look.language);
    for (std::size_t i = 0; i < story.path.moves.size(); ++i)
        strip.is_cut = write_step(sheet, story, i, columns, look.language) || strip.is_cut;
    if (story.path.moves.empty()) {
        sheet.skip_to(indent);
        sheet.add(no_directives.in(look.language), Tint::faint);
        sheet.end_line();
    }
    sheet.end_line();
    strip.text = sheet.take();
    return strip;
}

std::string join(std::span<const Strip> strips, const Look& look) {
    std::string out;
    for (const Strip& strip : strips) out += strip.text;
    if (strips.empty()) return out;
    Sheet note(look);
    note.add_all(path_is_estimated.in(look.language), Tint::faint, 0);
    note.end_line();
    if (std::ranges::any_of(strips, &Strip::is_cut)) {
        note.add_all(text_is_cut.in(look.language), Tint::faint, 0);
        note.end_line();
    }
    return out + note.take();
}

}  // namespace

extern const View text{.name = "text", .draw = draw, .join = join};

}  // namespace camlint::views
