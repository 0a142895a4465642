#pragma once
// Gets the videos of tasks that have succeeded: asks for a file's address, downloads it, and writes down
// where it is. An address that has expired is asked for again.

#include <cstdint>
#include <map>
#include <string>

#include "submit/answer.hpp"
#include "submit/download.hpp"
#include "submit/endpoint.hpp"
#include "submit/ledger.hpp"
#include "submit/pace.hpp"
#include "submit/watch.hpp"
#include "submit/wire.hpp"

namespace camlint {

/// Where videos go: into a folder, under names that are made of rows, or one into a file.
struct Shelf {
    std::string folder;
    std::string file;
};

class Fetcher {
public:
    Fetcher(Wire& wire, Ledger& ledger, const Endpoint& endpoint, Shelf shelf, Watch& watch);

    /// Whether there is a place for videos at all.
    [[nodiscard]] bool is_wanted() const { return !shelf_.folder.empty() || !shelf_.file.empty(); }

    /// Fetches the video of a row that has succeeded, or of one that is done once more; as long as it waits
    /// for its turn, its state stays. One that is no longer in the state `from` is another process's. Nothing
    /// after `stop`.
    void add(std::int64_t row, State from = State::succeeded);

    Time step(Time now);

    /// Ends what is under way and forgets what waits; what has come stays in its part.
    void stop();

    [[nodiscard]] bool is_idle() const { return jobs_.empty() && queue_.empty(); }
    [[nodiscard]] int exit_code() const { return exit_code_; }  ///< 0 unless the service cannot be asked

private:
    struct Job {
        std::string file_id;
        Time due = Time::min();
        int failures = 0;         ///< to learn the address, in a row
        bool is_busy = false;     ///< somebody works on it: the service or the downloader
        bool is_started = false;  ///< its download; a new address is for that
    };

    void begin();
    void ask(std::int64_t row, Job& job);
    void ask_no_more();
    void end(std::int64_t row, const std::string& why);
    void hear(std::int64_t row, const Reply& reply);
    void download(std::int64_t row, Job& job, const Answer& answer);
    void finish(const Downloaded& result);
    void give_up(std::int64_t row, const std::string& why);
    void tell(std::int64_t row);

    Wire& wire_;
    Ledger& ledger_;
    const Endpoint& endpoint_;
    Shelf shelf_;
    Watch& watch_;
    Jitter jitter_;
    Downloader downloader_;
    std::map<std::int64_t, State> queue_;  ///< rows that wait, and what they were
    std::map<std::int64_t, Job> jobs_;
    bool is_stopped_ = false;
    int exit_code_ = 0;
    std::string refusal_;  ///< why there is an exit code
};

}  // namespace camlint
