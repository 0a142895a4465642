#pragma once
// Sends, follows and downloads until all is done that was asked for, on one thread that waits in one place.

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "cli/paid/signals.hpp"
#include "submit/fetcher.hpp"
#include "submit/follower.hpp"
#include "submit/hint_reader.hpp"
#include "submit/receiver.hpp"
#include "submit/sender.hpp"

namespace camlint {

struct RunOptions {
    SendOptions send;
    FollowOptions follow;
    bool sends = true;                       ///< what is planned
    bool waits = false;                      ///< until all tasks have ended
    std::string folder;                      ///< of videos; empty for no downloads
    std::string file;                        ///< of one video, in place of a folder
    Milliseconds unknown_grace{10 * 60000};  ///< for callbacks, after the last request that nobody knows of
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

    /// Looks into what callbacks said, whichever process took it.
    void look_into_hints() { hints_.look(); }

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
    HintReader hints_;
    Fetcher fetcher_;
    Receiver* receiver_ = nullptr;
    bool has_looked_ = false;  ///< at the last hints, when all else was done
    bool expects_callbacks_ = false;
    std::set<std::int64_t> rows_;
    std::set<std::int64_t> unknown_;   ///< of them, when they were last looked at
    Time last_unknown_ = Time::min();  ///< when the last of them became it
    std::set<std::int64_t> changed_;   ///< since they were looked at
    Time look_ = Time::min();          ///< when all rows are looked at again
};

}  // namespace camlint
