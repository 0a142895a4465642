// The path as a storyboard in SVG: a panel for each step, then the path from above and in time. Bytes depend
// on the path and the language alone.

#include <algorithm>

#include <fmt/format.h>

#include "text/display.hpp"
#include "text/xml.hpp"
#include "timeline/drawing.hpp"
#include "timeline/svg_path.hpp"
#include "timeline/svg_text.hpp"
#include "timeline/words.hpp"

namespace camlint::views {
namespace {

constexpr Words storyboard{"Storyboard", "分镜"};

constexpr int page_width = 660;
constexpr int margin = 16;
constexpr int gap = 14;
constexpr int columns = 3;
constexpr int cell_width = (page_width - 2 * margin - (columns - 1) * gap) / columns;
constexpr int picture_height = cell_width * 9 / 16;
constexpr int badge_height = 26;
constexpr int map_height = 138;
constexpr Font heading_font{.size = 16, .bold = true};
constexpr Font caption_font{.size = 15, .bold = true};
constexpr Font body_font{.size = 13};
constexpr Font note_font{.size = 11};
constexpr std::size_t most_captions = 3;
constexpr std::size_t most_texts = 4;

int left_of(std::size_t column) { return margin + static_cast<int>(column) * (cell_width + gap); }

/// The commands' names, which break only between two of them.
std::string unbroken_names(const Story& story, std::size_t index, Language language) {
    std::string names = names_of(story, index, language);
    const Move& move = story.path.moves[index];
    if (move.commands.empty() || !move.unclear.empty()) return names;
    std::string text;
    for (const char c : names) {
        // A blank stays one behind a plus sign.
        if (c == ' ' && !text.ends_with('+')) {
            text += "\u00A0";
        } else {
            text += c;
        }
    }
    return text;
}

/// What stands below a picture.
struct Caption {
    std::vector<std::string> names;
    std::vector<std::string> text;

    Caption(const Story& story, std::size_t index, Language language)
        : names(fitted(unbroken_names(story, index, language), cell_width, caption_font, most_captions)),
          text(fitted(text_of_step(story, index, language), cell_width, body_font, most_texts)) {}

    [[nodiscard]] int height() const {
        return static_cast<int>(names.size()) * line_height(caption_font) +
               static_cast<int>(text.size()) * line_height(body_font) + 12;
    }
};

void write_tag(std::string& out, std::string_view tag, std::string_view text) {
    fmt::format_to(std::back_inserter(out), "<{}>{}</{}>", tag, xml(text), tag);
}

void draw_badge(std::string& out, std::size_t number, std::string_view time, Point corner) {
    constexpr Font font{.size = 12, .bold = true};
    const std::string text = std::to_string(number);
    const int width = std::max(20, width_of(text, font) + 10);
    Pen pen(out);
    pen.rect("badge", {corner.x, corner.y, corner.x + width, corner.y + 20}, 10);
    const int indent = (width - width_of(text, font)) / 2;
    write_lines(out, {text}, {corner.x + indent, corner.y + 14}, font, "on");
    if (!time.empty())
        write_lines(out, {std::string(time)}, {corner.x + width + 8, corner.y + 15}, body_font, "soft");
}

void draw_panel(std::string& out, const Story& story, std::size_t index, const Caption& caption, Point corner,
                Language language) {
    const Move& move = story.path.moves[index];
    Pen pen(out);
    pen.open_group("");
    std::string about = fmt::format("{}. {}", index + 1, names_of(story, index, language));
    if (const std::string text = text_of_step(story, index, language); !text.empty()) about += ": " + text;
    write_tag(out, "title", about);
    write_tag(out, "desc", place_of(move.after, language));
    draw_badge(out, index + 1, time_of(story.path, index, language), corner);
    const int top = corner.y + badge_height;
    pen.open_group("", placed({corner.x, top}) + " scale(.625)");
    out += draw_moves(move.commands);
    pen.rect("edge", drawing_box, 6);
    pen.close_group();
    int y = top + picture_height + 18;
    y += write_lines(out, caption.names, {corner.x, y}, caption_font, "ink");
    write_lines(out, caption.text, {corner.x, y - 1}, body_font, "soft");
    pen.close_group();
    out += '\n';
}

/// Draws all panels below `top`; gives back where the last row of them begins and ends.
std::pair<int, int> draw_panels(std::string& out, const Story& story, int top, Language language) {
    const std::size_t count = story.path.moves.size();
    int row_top = top;
    int bottom = top;
    for (std::size_t first = 0; first < count; first += columns) {
        row_top = bottom + (first == 0 ? 0 : gap);
        const std::size_t last = std::min(count, first + columns);
        int height = 0;
        for (std::size_t i = first; i < last; ++i) {
            const Caption caption(story, i, language);
            draw_panel(out, story, i, caption, {left_of(i - first), row_top}, language);
            height = std::max(height, caption.height());
        }
        bottom = row_top + badge_height + picture_height + height;
    }
    return {row_top, bottom};
}

/// The map takes the place of a panel in the last row or, where that is full, stands beside the time. One of
/// a long way has a row of its own.
int draw_path(std::string& out, const Story& story, std::pair<int, int> last_row, Language language) {
    const bool fits_panel = height_of_map(story.path) <= map_height;
    const std::size_t used = fits_panel ? story.path.moves.size() % columns : 0;
    const auto [row_top, row_bottom] = last_row;
    const int top = row_bottom + gap;
    if (used != 0) {
        const int map_top = row_top + badge_height;
        draw_map(out, story.path, {left_of(used), map_top, page_width - margin, map_top + picture_height},
                 language);
        draw_time(out, story.path, {margin, top, page_width - margin, top}, language);
        return top + height_of_time(story.path);
    }
    const int right = fits_panel ? margin + cell_width : page_width - margin;
    const int bottom = top + height_of_map(story.path);
    draw_map(out, story.path, {margin, top, right, bottom}, language);
    if (fits_panel) {
        draw_time(out, story.path, {left_of(1), top, page_width - margin, top}, language);
        return std::max(bottom, top + height_of_time(story.path));
    }
    draw_time(out, story.path, {margin, bottom + gap, page_width - margin, top}, language);
    return bottom + gap + height_of_time(story.path);
}

Strip draw(const Story& story, const Look& look) {
    const Language language = look.language;
    Strip strip;
    std::string& out = strip.text;
    Pen pen(out);
    pen.open_group("");
    write_tag(out, "title", heading_of(story, language));
    const int width = page_width - 2 * margin;
    const std::vector<std::string> name =
        fitted(printable(story.source.name), width * 2 / 3, heading_font, 1);
    int y = margin + heading_font.size;
    write_lines(out, name, {margin, y}, heading_font, "ink");
    fmt::format_to(std::back_inserter(out),
                   R"(<text class="soft" x="{}" y="{}" font-size="{}" text-anchor="end">{}</text>)",
                   page_width - margin, y, body_font.size, xml(prompt_of(story, language)));
    y += 16;
    if (story.path.moves.empty()) {
        write_lines(out, {std::string(no_directives.in(language))}, {margin, y + 14}, body_font, "soft");
        y += 22;
    } else {
        y = draw_path(out, story, draw_panels(out, story, y, language), language);
    }
    pen.close_group();
    out += '\n';
    strip.height = y + margin;
    return strip;
}

std::string join(std::span<const Strip> strips, const Look& look) {
    std::string body;
    Pen pen(body);
    int y = 0;
    for (const Strip& strip : strips) {
        if (y > 0) pen.line("edge", {margin, y}, {page_width - margin, y});
        pen.open_group("", placed({0, y}));
        body += strip.text;
        pen.close_group();
        y += strip.height;
    }
    const std::string_view note = path_is_estimated.in(look.language);
    y += margin;
    y += write_lines(body, fitted(note, page_width - 2 * margin, note_font, 4), {margin, y}, note_font,
                     "soft");
    std::string out = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" class="camlint" role="img" lang="{}" width="{}" height="{}" viewBox="0 0 {} {}">)",
        language_names[static_cast<std::size_t>(look.language)], page_width, y, page_width, y);
    write_tag(out, "title", storyboard.in(look.language));
    write_tag(out, "desc", note);
    out += fmt::format("<style>{}</style>\n", drawing_style);
    Pen(out).rect("page", {0, 0, page_width, y});
    out += '\n';
    return out + body + "</svg>\n";
}

}  // namespace

extern const View svg{.name = "svg", .draw = draw, .join = join};

}  // namespace camlint::views
