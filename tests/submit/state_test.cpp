// The states of a paid request and their order.

#include "submit/state.hpp"
#include "support/catch.hpp"

namespace camlint::test {

TEST_CASE("a request that may be paid for is never planned again but by what is known") {
    // From unknown a person or a callback leads on; from what has a task id nothing leads back.
    CHECK(may_follow(State::unknown, State::planned));
    for (const State state : {State::accepted, State::running, State::succeeded, State::downloading,
                              State::done, State::rejected, State::failed}) {
        CHECK_FALSE(may_follow(state, State::planned));
        CHECK_FALSE(may_follow(state, State::sending));
    }
    CHECK_FALSE(may_follow(State::planned, State::sending));
    CHECK_FALSE(may_follow(State::unknown, State::sending));
}

TEST_CASE("names of states lead back to them") {
    for (std::size_t i = 0; i < state_names.size(); ++i) {
        CHECK(find_state(state_names[i]) == static_cast<State>(i));
    }
    CHECK_FALSE(find_state("paid"));
}

}  // namespace camlint::test
