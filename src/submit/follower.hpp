#pragma once
// Asks the service what became of tasks, until each has ended or time is up.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "submit/answer.hpp"
#include "submit/endpoint.hpp"
#include "submit/ledger.hpp"
#include "submit/pace.hpp"
#include "submit/watch.hpp"
#include "submit/wire.hpp"

namespace camlint {

struct FollowOptions {
    Milliseconds interval{10000};  ///< about every 10 s is documented (A)
    Milliseconds later{30000};     ///< after `patience`
    Milliseconds patience{300000};
    Milliseconds deadline{90 * 60000};
    Milliseconds answer_patience{60000};
    bool asks_once = false;  ///< a task that still runs is left alone again
};

class Follower {
public:
    Follower(Wire& wire, Ledger& ledger, const Endpoint& endpoint, FollowOptions options, Watch& watch);

    /// Follows a row that is accepted or running, unless it was left before.
    void add(std::int64_t row);

    /// Asks what is due; gives when there will be more to do.
    Time step(Time now);

    /// Asks nothing more.
    void stop(int exit_code);

    /// Nothing is followed any more.
    [[nodiscard]] bool is_idle() const { return tasks_.empty() && active_ == 0; }
    [[nodiscard]] int exit_code() const { return exit_code_; }  ///< 0 unless something stopped it
    [[nodiscard]] bool is_stopped() const { return stopped_; }

    /// Rows that got their file since the last call.
    [[nodiscard]] std::vector<std::int64_t> take_succeeded();

private:
    struct Task {
        std::string task_id;
        Time began;
        Time due;
        int failures = 0;  ///< to ask, in a row
        bool is_asking = false;
        bool is_noted = false;  ///< that it has succeeded without a file
    };

    void ask(std::int64_t row, Task& task);
    void hear(std::int64_t row, const Reply& reply);
    void plan_next(Task& task, bool failed, const Reply& reply);
    bool settle(std::int64_t number, Task& task, const Answer& answer);

    Wire& wire_;
    Ledger& ledger_;
    const Endpoint& endpoint_;
    FollowOptions options_;
    Watch& watch_;
    Jitter jitter_;

    std::map<std::int64_t, Task> tasks_;
    std::set<std::int64_t> left_;  ///< in time, or asked once
    std::vector<std::int64_t> succeeded_;
    Time calm_ = Time::min();  ///< until then nothing is asked: the service wants to be asked less
    int active_ = 0;
    bool stopped_ = false;
    int exit_code_ = 0;
};

}  // namespace camlint
