#pragma once
// What callbacks said of tasks, and whether it is true. A hint waits in the ledger until the service has been
// asked; only the service's own answer changes a row.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "submit/answer.hpp"
#include "submit/endpoint.hpp"
#include "submit/ledger.hpp"
#include "submit/pace.hpp"
#include "submit/watch.hpp"
#include "submit/wire.hpp"

namespace camlint {

/// Keeps what a callback said; false where the ledger cannot, and it may be said again. What is said of no
/// attempt of this ledger is told and not kept.
[[nodiscard]] bool keep_hint(Ledger& ledger, std::string_view nonce, const Answer& answer,
                             const Watch& watch);

/// Looks into the hints of one service, again and again.
class HintReader {
public:
    HintReader(Wire& wire, Ledger& ledger, const Endpoint& endpoint, Watch& watch)
        : wire_(wire), ledger_(ledger), endpoint_(endpoint), watch_(watch) {}

    /// From the next step on; before that nothing is looked at.
    void look() { look_ = Time::min(); }

    /// Asks what is due; gives when there will be more to do.
    Time step(Time now);

    /// Asks nothing more.
    void stop() { is_stopped_ = true; }

    /// No question waits for its answer.
    [[nodiscard]] bool is_idle() const { return active_ == 0 || is_stopped_; }
    [[nodiscard]] int exit_code() const { return exit_code_; }  ///< 0 unless the service refused the key

private:
    struct Try {
        int count = 0;
        Time due = Time::min();
        bool is_asking = false;
    };

    void look_at(const Ledger::Hint& hint, Time now);
    void ask(const Ledger::Hint& hint, Try& tries);
    void judge(const Ledger::Hint& hint, const Reply& reply);
    void accept(const Row& row, const Ledger::Hint& hint);
    void doubt(const Row& row, const std::string& text);
    void drop(const Ledger::Hint& hint);

    Wire& wire_;
    Ledger& ledger_;
    const Endpoint& endpoint_;
    Watch& watch_;
    Jitter jitter_;

    std::map<std::string, Try> tries_;  ///< by nonce
    Time look_ = Time::max();           ///< when the hints are looked at again
    int active_ = 0;                    ///< questions
    bool is_stopped_ = false;
    int exit_code_ = 0;
};

}  // namespace camlint
