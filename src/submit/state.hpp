#pragma once
// The states that a paid request goes through, and which may follow which.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace camlint {

enum class State : std::uint8_t {
    planned,      ///< nothing has been sent
    claimed,      ///< a process is about to send it; nothing has been sent
    sending,      ///< bytes of it may have left
    accepted,     ///< has a task id
    running,      ///< the service said that it works on it
    succeeded,    ///< has a file id
    downloading,  ///< a process fetches the video
    done,         ///< the video is on disk
    rejected,     ///< refused for what it is; nothing was paid
    failed,       ///< the task ended without a video
    unknown,      ///< it may have been paid for; nobody knows
    cancelled,    ///< given up before anything was sent
};

inline constexpr std::array<std::string_view, 12> state_names{
    "planned",     "claimed", "sending",  "accepted", "running", "succeeded",
    "downloading", "done",    "rejected", "failed",   "unknown", "cancelled"};

[[nodiscard]] constexpr std::string_view name_of(State state) {
    return state_names[static_cast<std::size_t>(state)];
}

/// Nothing for a name that is none.
[[nodiscard]] std::optional<State> find_state(std::string_view name);

/// The states that may follow.
[[nodiscard]] std::span<const State> successors(State state);

[[nodiscard]] bool may_follow(State from, State to);

/// Not under way and not sent as far as is known: whoever submits it again has it sent.
[[nodiscard]] constexpr bool is_to_send(State state) {
    return state == State::planned || state == State::cancelled;
}

/// A process holds it; when that has died, somebody has to say what became of it.
[[nodiscard]] constexpr bool is_held(State state) {
    return state == State::claimed || state == State::sending || state == State::downloading;
}

/// Has a task at the service whose end is not known yet.
[[nodiscard]] constexpr bool is_pending(State state) {
    return state == State::accepted || state == State::running;
}

/// Was accepted by the service, so that a row in it has a task id.
[[nodiscard]] constexpr bool has_task(State state) {
    return is_pending(state) || state == State::succeeded || state == State::downloading ||
           state == State::done || state == State::failed;
}

}  // namespace camlint
