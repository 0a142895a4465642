#include "cli/paid/run.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "submit/error.hpp"

namespace camlint {
namespace {

/// Between two looks at the rows: other processes change them without a word.
constexpr Milliseconds look_interval{5000};

/// The first that is not 0.
int first_of(std::initializer_list<int> codes) {
    const auto found = std::ranges::find_if(codes, [](int code) { return code != 0; });
    return found == codes.end() ? 0 : *found;
}

}  // namespace

Run::Run(Wire& wire, Ledger& ledger, const Endpoint& endpoint, const RunOptions& options, Sender::Gate gate,
         Watch watch)
    : wire_(wire),
      ledger_(ledger),
      options_(options),
      watch_(std::move(watch)),
      sender_(wire, ledger, endpoint, options.send, std::move(gate), watch_),
      follower_(wire, ledger, endpoint, options.follow, watch_),
      hints_(wire, ledger, endpoint, watch_),
      fetcher_(wire, ledger, endpoint, {.folder = options.folder, .file = options.file}, watch_) {
    if (!options.send.public_url.empty()) hints_.look();
    const auto tell = std::move(watch_.changed);
    watch_.changed = [this, tell](const Row& row) {
        changed_.insert(row.row);
        tell(row);
    };
}

void Run::add(const Row& row) {
    rows_.insert(row.row);
    if (options_.sends && row.state == State::planned) sender_.add(row.row, row.order.callback_url);
    if (options_.waits && is_pending(row.state)) follower_.add(row.row);
    std::error_code error;
    const bool is_gone = !std::filesystem::exists(row.path, error);
    const bool is_again = row.state == State::done && (!options_.file.empty() || is_gone);
    if (fetcher_.is_wanted() && (row.state == State::succeeded || is_again)) fetcher_.add(row.row, row.state);
}

int Run::go() {
    while (!hear_signals()) {
        const Time now = Clock::now();
        look_at_rows(now);
        for (const std::int64_t row : follower_.take_succeeded()) {
            if (fetcher_.is_wanted()) fetcher_.add(row);
        }
        Time next = std::min({sender_.step(now), follower_.step(now), hints_.step(now), fetcher_.step(now)});
        if (receiver_ != nullptr) next = std::min(next, receiver_->step(now));
        if (waits_for_callbacks(now)) next = std::min(next, last_unknown_ + options_.unknown_grace);
        if (is_done() && changed_.empty() && !waits_for_callbacks(now)) {
            if (!expects_callbacks_ || std::exchange(has_looked_, true)) break;
            hints_.look();  // at what came last
            continue;
        }
        wire_.run(changed_.empty() ? std::min(next, look_) : now, signals_.descriptor(),
                  receiver_ == nullptr ? -1 : receiver_->descriptor());
    }
    const int code = exit_code();
    if (code == exit_running && sender_.exit_code() == exit_unreached) {
        watch_.say("not all could be sent; 'camlint submit' sends what is planned, and nothing twice");
    }
    return code;
}

/// Those that changed here at once, and all now and then.
void Run::look_at_rows(Time now) {
    if (now >= look_) {
        look_ = now + look_interval;
        changed_ = rows_;
    }
    for (const std::int64_t number : std::exchange(changed_, {})) {
        if (rows_.contains(number)) look_at(number);
    }
}

/// Follows what the sender got accepted, a callback resolved, or another process did.
void Run::look_at(std::int64_t number) {
    const std::optional<Row> row = ledger_.find(number);
    if (!row) return;
    if (options_.waits && is_pending(row->state)) follower_.add(number);
    if (row->state == State::unknown) {
        if (unknown_.insert(number).second) last_unknown_ = Clock::now();
    } else {
        unknown_.erase(number);
    }
}

bool Run::waits_for_callbacks(Time now) const {
    return expects_callbacks_ && options_.waits && !unknown_.empty() &&
           now - last_unknown_ < options_.unknown_grace;
}

bool Run::is_done() const {
    if (!sender_.is_idle()) return false;
    if (!options_.waits) return true;
    return (follower_.is_idle() || follower_.is_stopped()) && hints_.is_idle() && fetcher_.is_idle();
}

/// True where the run ends now. After the first signal what is being sent gets its answer, and nothing more
/// is begun.
bool Run::hear_signals() {
    const int count = signals_.take();
    if (count == 0) return false;
    if (!sender_.is_stopped()) watch_.say("finishing what is under way; once more to stop at once");
    sender_.stop(signals_.exit_code());
    follower_.stop(signals_.exit_code());
    hints_.stop();
    fetcher_.stop();
    if (count > 1) sender_.break_off();
    return count > 1 || sender_.is_idle();
}

int Run::exit_code() const {
    if (signals_.exit_code() != 0) return signals_.exit_code();
    std::set<State> states;
    for (const std::int64_t number : rows_) {
        if (const std::optional<Row> row = ledger_.find(number)) states.insert(row->state);
    }
    const auto any = [&](std::initializer_list<State> wanted) {
        return std::ranges::any_of(wanted, [&](State state) { return states.contains(state); });
    };
    const bool sent = any({State::accepted, State::running, State::succeeded, State::downloading, State::done,
                           State::failed, State::unknown, State::sending});
    const bool is_unreached = sender_.exit_code() == exit_unreached;
    if (is_unreached && !sent) return exit_unreached;
    // That some were rejected the rows say too, and others of them may weigh more.
    const bool says_more = sender_.exit_code() > 1 && !is_unreached;
    if (says_more) return sender_.exit_code();
    // A key that is refused is to be seen to first, as before a request.
    const int stopped = first_of({follower_.exit_code(), hints_.exit_code(), fetcher_.exit_code()});
    if (stopped == exit_authentication) return stopped;
    if (any({State::unknown})) return exit_unknown;
    if (stopped != 0) return stopped == exit_unreached && sent ? exit_running : stopped;
    if (is_unreached && any({State::planned})) return exit_running;
    if (any({State::claimed, State::sending})) return exit_running;  // another process has them
    const bool is_left = options_.waits && any({State::accepted, State::running});
    const bool is_kept = fetcher_.is_wanted() && any({State::succeeded, State::downloading});
    if (is_left || is_kept) return exit_running;
    if (any({State::rejected, State::failed})) return 1;
    return any({State::planned, State::cancelled}) ? 1 : 0;  // the gate closed before them
}

}  // namespace camlint
