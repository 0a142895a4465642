#include "timeline/path.hpp"

#include <algorithm>
#include <array>

#include "catalog/fold.hpp"
#include "syntax/step.hpp"
#include "text/space.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

/// Marks that belong to what is before them, and say nothing at the beginning of a clause.
bool is_edge(std::string_view point) {
    constexpr std::array marks{",",  ";",  ".",  "!", "?", ":", ")",  "，", "；", "。", "、", "！",
                               "？", "：", "）", "…", "”", "’", "」", "』", "》", "】", "］"};
    return is_blank(point) || std::ranges::find(marks, point) != marks.end();
}

/// Without white space and marks at its start, and without white space at its end. Empty where nothing
/// but those is there.
Span clause_of(std::string_view text, Span span) {
    while (!span.empty()) {
        const std::size_t size = decode(text, span.begin).size;
        if (!is_edge(text.substr(span.begin, size))) break;
        span.begin += size;
    }
    while (!span.empty()) {
        const std::string_view last = last_code_point(slice(text, span));
        if (!is_blank(last)) break;
        span.end -= last.size();
    }
    return span;
}

void cover(Move& move, std::string_view text, Span span) {
    const Span clause = clause_of(text, span);
    if (!clause.empty()) move.covers.push_back(clause);
}

/// Takes in what the step's labels say; the project's own terms say nothing to the camera.
void read_labels(const Syntax& syntax, const Step& step, Move& move) {
    for (const Label& label : syntax.labels_of(step)) {
        if (label.verdict == LabelVerdict::term) continue;
        if (label.verdict == LabelVerdict::alternative || !label.reading.is_certain()) {
            move.unclear.push_back(label.span);
            continue;
        }
        for (const Command* target : label.reading.targets) {
            const bool is_new =
                target != nullptr && std::ranges::find(move.commands, target) == move.commands.end();
            if (is_new) move.commands.push_back(target);
        }
    }
}

bool has_family(const std::vector<const Command*>& named, Family family) {
    return std::ranges::any_of(named, [=](const Command* command) { return command->family == family; });
}

/// Gives each move its text. Parts of one directive have the same.
void cover_text(const Syntax& syntax, std::vector<Move>& moves) {
    const std::string_view text = syntax.tree.text;
    const auto bracket_of = [&](std::size_t i) { return syntax.directives[syntax.steps[i].directive].span; };
    const bool opens_text = clause_of(text, {0, bracket_of(0).begin}).empty();
    for (std::size_t first = 0, last = 0; first < moves.size(); first = last) {
        const Span bracket = bracket_of(first);
        last = first;
        while (last < moves.size() && syntax.steps[last].directive == syntax.steps[first].directive) ++last;
        const std::size_t previous = first == 0 ? 0 : bracket_of(first - 1).end;
        const std::size_t next = last == moves.size() ? text.size() : bracket_of(last).begin;
        for (std::size_t i = first; i < last; ++i) {
            if (!opens_text) cover(moves[i], text, {previous, bracket.begin});
            if (opens_text || last == moves.size()) cover(moves[i], text, {bracket.end, next});
        }
    }
}

}  // namespace

double CameraPath::start_of(std::size_t index) const {
    if (moves.empty()) return 0;
    return static_cast<double>(duration) * static_cast<double>(index) / static_cast<double>(moves.size());
}

bool CameraPath::shares_text(std::size_t index) const {
    return index > 0 && !moves[index].covers.empty() && moves[index].covers == moves[index - 1].covers;
}

Pose moved(Pose pose, const std::vector<const Command*>& named) {
    for (const Command* command : named) {
        switch (command->family) {
            case Family::truck: pose.x += command->sign; break;
            case Family::pedestal: pose.y += command->sign; break;
            case Family::dolly: pose.z += command->sign; break;
            case Family::pan: pose.yaw += command->sign; break;
            case Family::tilt: pose.pitch += command->sign; break;
            case Family::zoom: pose.zoom += command->sign; break;
            case Family::shake:
            case Family::follow:
            case Family::fixed: break;
        }
    }
    return pose;
}

CameraPath camera_path(const Syntax& syntax, int duration) {
    CameraPath path{.duration = duration, .moves = {}};
    Pose pose;
    for (const Step& step : syntax.steps) {
        Move& move = path.moves.emplace_back();
        read_labels(syntax, step, move);
        move.directive = extent_of(syntax, step);
        move.before = pose;
        move.after = pose = moved(pose, move.commands);
        move.shakes = has_family(move.commands, Family::shake);
        move.tracks = has_family(move.commands, Family::follow);
        move.rests = has_family(move.commands, Family::fixed);
    }
    if (!path.moves.empty()) cover_text(syntax, path.moves);
    return path;
}

std::string covered_text(const Move& move, std::string_view prompt) {
    std::string text;
    for (const Span span : move.covers) {
        const std::string_view part = slice(prompt, span);
        if (!text.empty() &&
            !(has_han(last_code_point(text)) && has_han(part.substr(0, decode(part, 0).size))))
            text += ' ';
        text += part;
    }
    return text;
}

}  // namespace camlint
