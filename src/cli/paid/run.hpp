#pragma once
// Sends, follows and downloads until all is done that was asked for, on one thread that waits in one place.

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "cli/paid/signals.hpp"
#include "submit/fetcher.hpp"
#include "submit/follower.hpp"
#include "submit/receiver.hpp"
#include "submit/sender.hpp"

namespace camlint {

struct RunOptions {
    SendOptions send;
    FollowOptions follow;
    bool waits = false;  ///< until all tasks have ended
    std::string folder;  ///< of videos; empty for no downloads
    std::string file;    ///< of one video, in place of a folder
};

class Run {
public:
    Run(Wire& wire, Ledger& ledger, const Endpoint& endpoint, const RunOptions& options, Sender::Gate gate,
        Watch watch);

    /// Takes a row where it stands: sends, follows or downloads it.
    void add(const Row& row);

    /// Callbacks come: to this receiver, which it serves, or to one of another process.
    void expect_callbacks(Receiver* receiver) {
        receiver_ = receiver;
        expects_callbacks_ = true;
    }

    /// Looks for hints that another process takes.
    void look_into_hints() { follower_.look_into_hints(); }

    /// Works until there is nothing more to do, or a signal. Gives the exit code that the run's rows add up
    /// to.
    int go();

private:
    [[nodiscard]] bool is_done() const;
    [[nodiscard]] bool waits_for_callbacks(Time now) const;
    void look_at_rows(Time now);
    void look_at(std::int64_t row);
    bool hear_signals();
    [[nodiscard]] int exit_code() const;

    Wire& wire_;
    Ledger& ledger_;
    RunOptions options_;
    Watch watch_;
    Signals signals_;
    Sender sender_;
    Follower follower_;
    Fetcher fetcher_;
    Receiver* receiver_ = nullptr;
    bool expects_callbacks_ = false;
    std::set<std::int64_t> rows_;
    std::set<std::int64_t> unknown_;  ///< of them, when they were last looked at
    Time began_ = Clock::now();
    std::set<std::int64_t> changed_;  ///< since they were looked at
    Time look_ = Time::min();         ///< when all rows are looked at again
};

}  // namespace camlint
