#pragma once
// What an answer to a create request means: for its row, and for the rest of the batch. One pure function
// over the evidence; the codes are rows of the catalog.

#include <cstdint>
#include <optional>
#include <string>

#include "submit/answer.hpp"
#include "submit/state.hpp"
#include "submit/wire.hpp"

namespace camlint {

/// What a batch does next.
enum class Reaction : std::uint8_t {
    go_on,  ///< to the next request
    retry,  ///< the network: the same again after a while
    pause,  ///< the service wants to be asked less: all wait, and go half as fast
    stop,   ///< nothing more is sent
};

struct Verdict {
    State state = State::unknown;  ///< accepted, planned, rejected or unknown
    Reaction reaction = Reaction::go_on;
    int exit_code = 0;                 ///< where it stops
    std::string task_id;               ///< where it is accepted
    std::optional<std::int64_t> code;  ///< the API's
    std::string reason;                ///< for people
};

[[nodiscard]] Verdict classify(const Reply& reply, const Answer& answer);

/// How many of a kind in a row end a batch; anything else between starts the count anew.
inline constexpr int most_unknown = 3;
inline constexpr int most_invalid = 5;  ///< code 2013
inline constexpr int most_pauses = 8;

}  // namespace camlint
