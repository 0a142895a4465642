// The path as JSON, by the schema in docs/timeline.schema.json.

#include "text/json_range.hpp"
#include "timeline/view.hpp"

namespace camlint::views {
namespace {

void write_pose(JsonText& json, std::string_view name, const Pose& pose) {
    json.member(name);
    json.open('{');
    const auto axis = [&](std::string_view axis_name, int value) {
        json.member(axis_name);
        json.number(std::int64_t{value});
    };
    axis("x", pose.x);
    axis("y", pose.y);
    axis("z", pose.z);
    axis("yaw", pose.yaw);
    axis("pitch", pose.pitch);
    axis("zoom", pose.zoom);
    json.close('}');
}

void write_flag(JsonText& json, std::string_view name, bool value) {
    json.member(name);
    json.boolean(value);
}

void write_move(JsonText& json, const Story& story, std::size_t index) {
    const Move& move = story.path.moves[index];
    json.open('{');
    json.member("commands");
    json.open('[');
    for (const Command* command : move.commands) {
        json.item();
        json.string(command->en);
    }
    json.close(']');
    json.member("range");
    write_range(json, story.prompt.map.to_host(move.directive), story.positions);
    json.member("text");
    // Once: a directive of thousands of parts would say it thousands of times.
    const bool is_said = story.path.shares_text(index);
    json.string(is_said ? std::string() : covered_text(move, story.prompt.text));
    json.member("start");
    json.number(story.path.start_of(index));
    json.member("end");
    json.number(story.path.start_of(index + 1));
    write_pose(json, "before", move.before);
    write_pose(json, "after", move.after);
    write_flag(json, "shake", move.shakes);
    write_flag(json, "tracking", move.tracks);
    write_flag(json, "static", move.rests);
    json.close('}');
}

Strip draw(const Story& story, const Look&) {
    Strip strip;
    JsonText json(strip.text);
    json.open('{');
    json.member("file");
    json.string(story.source.name);
    json.member("prompt");
    json.number(std::uint64_t{story.number});
    json.member("duration");
    json.number(std::int64_t{story.path.duration});
    json.member("steps");
    json.open('[');
    for (std::size_t i = 0; i < story.path.moves.size(); ++i) {
        json.item();
        write_move(json, story, i);
    }
    json.close(']');
    json.close('}');
    return strip;
}

std::string join(std::span<const Strip> strips, const Look&) {
    std::string out = "{\"version\":1,\"prompts\":[\n";
    for (const Strip& strip : strips) {
        if (&strip != strips.data()) out += ",\n";
        out += strip.text;
    }
    return out += "\n]}\n";
}

}  // namespace

extern const View json{.name = "json", .draw = draw, .join = join};

}  // namespace camlint::views
