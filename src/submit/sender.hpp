#pragma once
// Sends planned rows, one after the other, at the pace that the service allows. Each row is claimed, and said
// to be sending on disk before its first byte leaves; what comes back is classified and written down. Nothing
// that may have been paid for is sent again.

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <string>

#include "submit/endpoint.hpp"
#include "submit/ledger.hpp"
#include "submit/pace.hpp"
#include "submit/verdict.hpp"
#include "submit/watch.hpp"
#include "submit/wire.hpp"

namespace camlint {

struct SendOptions {
    Milliseconds gap{12000};        ///< between two requests
    Milliseconds patience{120000};  ///< for an answer
    std::string public_url;         ///< where callbacks arrive; empty for none
    std::string callback_secret;
};

class Sender {
public:
    /// What must hold for a body to be sent, asked with the very bytes; false leaves the row planned.
    using Gate = std::function<bool(const Row& row, const std::string& body)>;

    Sender(Wire& wire, Ledger& ledger, const Endpoint& endpoint, SendOptions options, Gate gate,
           Watch& watch);

    /// `callback_url` is the document's own, for where no callbacks of ours are wanted; empty for none.
    void add(std::int64_t row, const std::string& callback_url = {}) {
        queue_.push_back(row);
        if (!callback_url.empty()) own_callbacks_[row] = callback_url;
    }

    /// Starts what is due; gives when there will be more to do, `Time::max()` where only an answer is waited
    /// for.
    Time step(Time now);

    /// Nothing more is started.
    void stop(int exit_code);

    /// Ends the request that is under way: nobody knows then what became of it.
    void break_off();

    [[nodiscard]] bool is_idle() const { return current_ == 0 && (queue_.empty() || stopped_); }
    [[nodiscard]] bool is_stopped() const { return stopped_; }
    [[nodiscard]] int exit_code() const { return exit_code_; }  ///< 0 unless something stopped it

private:
    bool claim(std::int64_t row);
    void post(const Row& row);
    void settle(const Reply& reply);
    void write(State from, Verdict& verdict);
    void doubt(Verdict& verdict) const;
    void keep_beside(const std::string& task_id);
    void react(const Verdict& verdict, const Reply& reply);
    void again(Milliseconds wait);
    void show(std::int64_t row) noexcept;
    void tell(std::int64_t row);

    Wire& wire_;
    Ledger& ledger_;
    const Endpoint& endpoint_;
    SendOptions options_;
    Gate gate_;
    Watch& watch_;
    Jitter jitter_;
    Spacing spacing_;

    std::deque<std::int64_t> queue_;
    std::map<std::int64_t, std::string> own_callbacks_;
    Time ready_ = Time::min();
    bool has_slot_ = false;  ///< the moment to send has been reserved

    std::int64_t current_ = 0;  ///< the row under way; 0 for none
    std::uint64_t call_ = 0;
    bool began_ = false;  ///< its bytes may have left, and the ledger says so
    std::string body_;
    std::exception_ptr failure_;  ///< of writing that they may

    int unreached_ = 0;  ///< in a row, as all these
    int pauses_ = 0;
    int unknown_ = 0;
    int invalid_ = 0;
    bool stopped_ = false;
    int exit_code_ = 0;
};

}  // namespace camlint
