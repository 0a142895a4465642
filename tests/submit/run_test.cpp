// How long a run waits for what others may tell it.

#include "cli/paid/run.hpp"

#include "catalog/providers.hpp"
#include "submit/desk.hpp"
#include "submit/endpoint.hpp"
#include "submit/error.hpp"
#include "submit/socket_server.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"

namespace camlint::test {

TEST_CASE("callbacks are waited for from the last request that became unknown on") {
    constexpr Milliseconds before{900}, grace{600};
    const Folder folder;
    Desk desk(folder.path());
    const SocketServer server([](Peer& peer) { static_cast<void>(peer.read_request()); });  // and no answer
    const Endpoint endpoint = make_endpoint(*find_provider(default_provider), server.url(""));
    Order wanted = order(1);
    wanted.base_url = endpoint.base_url;
    const Row row = desk.ledger.plan(wanted).row;
    // It leaves only when the grace has passed since the beginning.
    const auto wall =
        std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    static_cast<void>(desk.ledger.reserve(endpoint.base_url, (wall + before).count(), 0));
    RunOptions options;
    options.send.gap = Milliseconds(0);
    options.waits = true;
    options.unknown_grace = grace;
    Time became = Time::max();
    const auto changed = [&](const Row& now) {
        if (now.state == State::unknown) became = std::min(became, Clock::now());
    };
    Wire wire({.ca_file = {}, .proxy = {}, .api_is_loopback = true, .user_agent = "test"}, "key");
    Run run(wire, desk.ledger, endpoint, options, [](const Row&, const std::string&) { return true; },
            {.say = [](std::string_view) {}, .changed = changed});
    run.expect_callbacks(nullptr);
    const Time began = Clock::now();
    run.add(row);
    CHECK(run.go() == exit_unknown);
    REQUIRE(became != Time::max());
    CHECK(became - began > grace);
    CHECK(Clock::now() - became >= grace);
    CHECK(desk.ledger.find(row.row)->state == State::unknown);
}

}  // namespace camlint::test
