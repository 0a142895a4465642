#include "timeline/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "text/cluster.hpp"
#include "text/display.hpp"
#include "text/space.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr Phrase prompt_number{"timeline.prompt", "prompt {number}", "提示词 {number}"};
constexpr Phrase lasting{"timeline.duration", "{seconds} s", "{seconds} 秒"};
constexpr Phrase from_to{"timeline.time", "{from}–{to} s", "{from}–{to} 秒"};
constexpr Phrase not_understood{"timeline.not-understood", "not understood: {directive}",
                                "无法识别：{directive}"};
constexpr std::size_t widest_unclear = 48;  ///< cells
constexpr Words unknown_duration{"duration unknown", "时长未知"};
constexpr Words at_start{"where it began", "起始位置"};
constexpr Words shaking{"shaking", "晃动"};
constexpr Words tracking{"tracking", "跟随"};
constexpr Words resting{"static", "固定"};

constexpr Words same_text{"(the same text)", "（同上）"};

/// An axis of a pose and what its two ways are called.
struct Axis {
    int Pose::*value;
    Words less;
    Words more;
};

constexpr std::array axes{
    Axis{&Pose::x, {"left", "左移"}, {"right", "右移"}},
    Axis{&Pose::y, {"down", "下降"}, {"up", "上升"}},
    Axis{&Pose::z, {"back", "后退"}, {"forward", "前进"}},
    Axis{&Pose::yaw, {"turned left", "左转"}, {"turned right", "右转"}},
    Axis{&Pose::pitch, {"tilted down", "俯"}, {"tilted up", "仰"}},
    Axis{&Pose::zoom, {"zoomed out", "变焦拉远"}, {"zoomed in", "变焦推近"}},
};

/// White space as single blanks, none at the ends.
std::string on_one_line(std::string_view text) {
    std::string line;
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view point = text.substr(at, decode(text, at).size);
        at += point.size();
        if (is_blank(point)) {
            blank = !line.empty();
            continue;
        }
        if (blank) line += ' ';
        blank = false;
        line += point;
    }
    return line;
}

/// Of something long the beginning.
std::string unclear(const Story& story, Span span, Language language) {
    const std::string written = printable(on_one_line(slice(story.prompt.text, span)));
    return Message{not_understood, {{"directive", clipped(written, widest_unclear)}}}.in(language);
}

void add_part(std::string& list, std::string_view part, Language language) {
    if (!list.empty()) list += language == Language::chinese ? "，" : ", ";
    list += part;
}

}  // namespace

std::string seconds(double time) {
    std::string text = fmt::format("{:.1f}", time);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

std::string prompt_of(const Story& story, Language language) {
    std::string text = Message{prompt_number, {{"number", std::to_string(story.number + 1)}}}.in(language);
    const int duration = story.path.duration;
    add_part(text,
             duration == 0 ? std::string(unknown_duration.in(language))
                           : Message{lasting, {{"seconds", std::to_string(duration)}}}.in(language),
             language);
    return text;
}

std::string heading_of(const Story& story, Language language, std::size_t widest) {
    const std::size_t others = display_width(prompt_of(story, language)) + 2;
    std::string text = clipped(printable(story.source.name), widest - std::min(widest, others));
    add_part(text, prompt_of(story, language), language);
    return text;
}

std::string time_of(const CameraPath& path, std::size_t index, Language language) {
    if (path.duration == 0) return "";
    return Message{from_to,
                   {{"from", seconds(path.start_of(index))}, {"to", seconds(path.start_of(index + 1))}}}
        .in(language);
}

std::string names_of(const Story& story, std::size_t index, Language language) {
    const Move& move = story.path.moves[index];
    if (move.commands.empty()) return unclear(story, move.directive, language);
    std::string names;
    for (const Command* command : move.commands) {
        if (!names.empty()) names += " + ";
        names += command->name(language);
    }
    for (const Span label : move.unclear) names += " + " + unclear(story, label, language);
    return names;
}

std::string place_of(const Pose& pose, Language language) {
    std::string place;
    for (const Axis& axis : axes) {
        const int value = pose.*axis.value;
        if (value == 0) continue;
        const Words& way = value < 0 ? axis.less : axis.more;
        add_part(place, fmt::format("{} {}", way.in(language), std::abs(value)), language);
    }
    return place.empty() ? std::string(at_start.in(language)) : place;
}

std::string flags_of(const Move& move, Language language) {
    std::string flags;
    if (move.shakes) add_part(flags, shaking.in(language), language);
    if (move.tracks) add_part(flags, tracking.in(language), language);
    if (move.rests) add_part(flags, resting.in(language), language);
    return flags;
}

std::string text_of_step(const Story& story, std::size_t index, Language language) {
    if (story.path.shares_text(index)) return std::string(same_text.in(language));
    const std::string text = covered_text(story.path.moves[index], story.prompt.text);
    return printable(on_one_line(text));
}

}  // namespace camlint
