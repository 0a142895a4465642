#pragma once
// The camera path that a prompt's directives describe: what each step does, and where the camera is before
// and after it. Every view shows this path and computes none of its own. Fails for nothing; what the linter
// does not understand moves nothing.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/commands.hpp"
#include "syntax/directive.hpp"

namespace camlint {

/// Where the camera is and looks, relative to the first frame, in unit steps: one per command. How far a move
/// goes is documented nowhere. Amounts add up on the axes of the first frame, so opposites cancel out
/// whatever is between them.
struct Pose {
    int x = 0;      ///< to the right: truck
    int y = 0;      ///< up: pedestal
    int z = 0;      ///< forward: dolly
    int yaw = 0;    ///< to the right: pan
    int pitch = 0;  ///< up: tilt
    int zoom = 0;   ///< in

    friend bool operator==(const Pose&, const Pose&) = default;
};

/// What acts at one time: a directive, or a part of one that has "then" inside.
struct Move {
    std::vector<const Command*> commands;  ///< as in the bracket, each once; empty where none was understood
    std::vector<Span> unclear;             ///< of the prompt: labels that were not understood
    Span directive;                        ///< of the prompt: the bracket or, of several parts, the part
    std::vector<Span> covers;  ///< of the prompt: the text that it goes with, without marks around it
    Pose before;
    Pose after;
    bool shakes = false;
    bool tracks = false;
    bool rests = false;  ///< a static shot
};

struct CameraPath {
    int duration = 0;  ///< seconds; 0 where the request says none that is known
    std::vector<Move> moves;

    /// When move `index` begins, in seconds; its end is the next one's beginning. All moves get the same
    /// time: an estimate, as the API documents their order and not their timing.
    [[nodiscard]] double start_of(std::size_t index) const;

    /// Whether move `index` is a later part of a directive, and goes with the text of the part before it.
    [[nodiscard]] bool shares_text(std::size_t index) const;
};

/// What the commands make of a pose, together.
[[nodiscard]] Pose moved(Pose pose, const std::vector<const Command*>& named);

/// The path of a prompt of `duration` seconds. A directive goes with the text before it, up to the directive
/// before, and the last one with what follows as well; in a prompt that opens with a directive each goes with
/// the text behind it. Which text a directive means is not documented: this is how the official example
/// reads.
[[nodiscard]] CameraPath camera_path(const Syntax& syntax, int duration);

/// The text that a move covers, its parts put together with a blank, or without one inside Chinese.
[[nodiscard]] std::string covered_text(const Move& move, std::string_view prompt);

}  // namespace camlint
