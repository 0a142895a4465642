#include "timeline/svg_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "text/cluster.hpp"
#include "text/xml.hpp"

namespace camlint {
namespace {

/// Bytes of a character that nobody wrote to be read: marks heaped up on one letter.
constexpr std::size_t longest_cluster = 64;

bool holds(std::string_view list, std::string_view what) { return list.find(what) != std::string_view::npos; }

/// Hundredths of the font's size that a character is wide.
int width_of_cluster(std::string_view cluster, std::size_t cells) {
    if (cluster == "\u00A0") return 38;
    if (cluster.size() > 1) return cells == 0 ? 0 : cells == 1 ? 68 : 102;
    const char c = cluster.front();
    constexpr std::string_view narrow = " !'(),-./:;I[]`fijlrt|";
    constexpr std::string_view wide = "%@MWm";
    constexpr std::string_view signs = "#+<=>^w~";
    if (holds(narrow, cluster)) return 38;
    if (holds(wide, cluster)) return 99;
    if (holds(signs, cluster)) return 84;
    return c >= 'A' && c <= 'Z' ? 74 : 61;
}

constexpr std::string_view ellipsis = "…";
constexpr int ellipsis_width = 100;

/// Where a line must not begin, as in print.
bool is_closing(std::string_view cluster) {
    constexpr std::string_view marks = "，。：；、！？…）」』】》〉”’,.:;!?)]}%";
    return holds(marks, cluster);
}

/// Takes a text cluster by cluster and breaks it into lines.
class Breaker {
public:
    Breaker(int width, std::size_t most_lines) : width_(width), most_lines_(most_lines) {}

    /// False when there is no room for it.
    bool take(std::string_view cluster, int width, bool is_wide) {
        const bool may_break = cluster == " " || ((is_wide || was_wide_) && !is_closing(cluster));
        if (may_break) {
            break_at_ = line_.size();
            break_width_ = used_;
        }
        if (cluster == " " && line_.empty()) return true;
        // A line that begins at the last blank may be too long too.
        while (used_ + width > width_ && cluster != " " && !line_.empty()) {
            if (!start_line()) return false;
        }
        line_ += cluster;
        used_ += width;
        was_wide_ = is_wide;
        return true;
    }

    std::vector<std::string> end(bool is_cut) {
        if (is_cut) cut();
        while (line_.ends_with(' ')) line_.pop_back();
        if (!line_.empty()) lines_.push_back(std::move(line_));
        return std::move(lines_);
    }

private:
    /// False when no line is left.
    bool start_line() {
        if (lines_.size() + 1 == most_lines_) return false;
        const bool inside_word = break_at_ == 0;
        const std::size_t at = inside_word ? line_.size() : break_at_;
        std::string next = line_.substr(at);
        const int kept = inside_word ? used_ : break_width_;
        const std::size_t text = std::min(next.find_first_not_of(' '), next.size());
        used_ -= kept + static_cast<int>(text) * 38;
        next.erase(0, text);
        line_.resize(at);
        while (line_.ends_with(' ')) line_.pop_back();
        lines_.push_back(std::exchange(line_, std::move(next)));
        break_at_ = 0;
        break_width_ = 0;
        return true;
    }

    /// Puts an ellipsis at the line's end, in place of what it needs the room of.
    void cut() {
        std::vector<std::pair<std::size_t, int>> ends;  // of the clusters, and what is used until there
        int used = 0;
        for (std::size_t at = 0; at < line_.size();) {
            const Cluster cluster = cluster_at(line_, at);
            ends.emplace_back(at, used);
            used += width_of_cluster(std::string_view(line_).substr(at, cluster.size), cluster.cells);
            at += cluster.size;
        }
        while (!ends.empty() && used + ellipsis_width > width_) {
            line_.resize(ends.back().first);
            used = ends.back().second;
            ends.pop_back();
        }
        while (line_.ends_with(' ')) line_.pop_back();
        line_ += ellipsis;
    }

    int width_;
    std::size_t most_lines_;
    std::vector<std::string> lines_;
    std::string line_;
    int used_ = 0;
    std::size_t break_at_ = 0;  ///< bytes of the line before the last place where it may end; 0 for none
    int break_width_ = 0;
    bool was_wide_ = false;
};

/// A line's width in hundredths of the font's size.
int room_of(int width, const Font& font) { return width * 100 / font.size * 100 / (font.bold ? 112 : 100); }

}  // namespace

std::vector<std::string> fitted(std::string_view text, int width, const Font& font, std::size_t most_lines) {
    Breaker lines(room_of(width, font), most_lines);
    for (std::size_t at = 0; at < text.size();) {
        const Cluster cluster = cluster_at(text, at);
        std::string_view shown = text.substr(at, cluster.size);
        if (shown.size() > longest_cluster) shown = "\uFFFD";
        if (!lines.take(shown, width_of_cluster(shown, cluster.cells), cluster.cells > 1))
            return lines.end(true);
        at += cluster.size;
    }
    return lines.end(false);
}

int width_of(std::string_view text, const Font& font) {
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Cluster cluster = cluster_at(text, at);
        width += width_of_cluster(text.substr(at, cluster.size), cluster.cells);
        at += cluster.size;
    }
    return width * font.size / 100 * (font.bold ? 112 : 100) / 100;
}

int write_lines(std::string& out, const std::vector<std::string>& lines, Point at, const Font& font,
                std::string_view style) {
    int y = at.y;
    for (const std::string& line : lines) {
        fmt::format_to(std::back_inserter(out),
                       R"(<text class="{}{}" x="{}" y="{}" font-size="{}">{}</text>)", style,
                       font.bold ? " bold" : "", at.x, y, font.size, xml(line));
        y += line_height(font);
    }
    return y - at.y;
}

}  // namespace camlint
