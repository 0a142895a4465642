#include "submit/state.hpp"

#include <algorithm>

namespace camlint {
namespace {

struct Row {
    State from;
    std::span<const State> to;
};

// A callback may name the task of a request that was given up as not sent.
constexpr std::array planned{State::claimed, State::cancelled, State::accepted};
constexpr std::array claimed{State::sending, State::planned};
constexpr std::array sending{State::accepted, State::planned, State::rejected, State::unknown};
constexpr std::array accepted{State::running, State::succeeded, State::failed};
constexpr std::array running{State::succeeded, State::failed};
constexpr std::array succeeded{State::downloading};
constexpr std::array downloading{State::done, State::succeeded};
constexpr std::array done{State::downloading};  // its video was lost, or is wanted elsewhere too
// By a person or a callback, never by itself.
constexpr std::array unknown{State::accepted, State::planned};
constexpr std::array cancelled{State::planned};

constexpr std::array rows{
    Row{State::planned, planned},
    Row{State::claimed, claimed},
    Row{State::sending, sending},
    Row{State::accepted, accepted},
    Row{State::running, running},
    Row{State::succeeded, succeeded},
    Row{State::downloading, downloading},
    Row{State::done, done},
    Row{State::rejected, {}},
    Row{State::failed, {}},
    Row{State::unknown, unknown},
    Row{State::cancelled, cancelled},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].from != static_cast<State>(i)) return false;
    }
    return rows.size() == state_names.size();
}
static_assert(is_in_order());

}  // namespace

std::optional<State> find_state(std::string_view name) {
    const auto known = std::ranges::find(state_names, name);
    if (known == state_names.end()) return {};
    return static_cast<State>(known - state_names.begin());
}

std::span<const State> successors(State state) { return rows[static_cast<std::size_t>(state)].to; }

bool may_follow(State from, State to) {
    return std::ranges::find(successors(from), to) != successors(from).end();
}

}  // namespace camlint
