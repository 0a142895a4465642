#include "submit/hint_reader.hpp"

#include <fmt/format.h>

#include "submit/error.hpp"
#include "submit/query.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

constexpr int most_active = 8;  ///< questions at once
constexpr Milliseconds look_interval{1000};
constexpr Milliseconds answer_patience{60000};

}  // namespace

bool keep_hint(Ledger& ledger, std::string_view nonce, const Answer& answer, const Watch& watch) {
    try {
        if (ledger.find_nonce(nonce)) {
            ledger.keep_hint(nonce, answer.task_id);
        } else {
            watch.say(fmt::format("a callback that no attempt of this ledger waits for names task {}",
                                  quote(answer.task_id)));
        }
        return true;
    } catch (const LedgerError& error) {
        watch.say(fmt::format("what a callback says cannot be kept: {}", error.what()));
        return false;
    }
}

/// What cannot be settled yet is looked at again soon: another process may be about to hear of it, or to die.
Time HintReader::step(Time now) {
    if (is_stopped_) return Time::max();
    if (now >= look_) {
        for (const Ledger::Hint& hint : ledger_.hints()) look_at(hint, now);
        look_ = now + look_interval;
    }
    return look_;
}

void HintReader::look_at(const Ledger::Hint& hint, Time now) {
    const std::optional<Row> row = ledger_.find_nonce(hint.nonce);
    if (!row) return drop(hint);
    if (row->order.base_url != endpoint_.base_url) return;  // another run asks there
    if (row->state == State::claimed || row->state == State::sending) return;
    if (!row->task_id.empty()) {
        if (row->task_id != hint.task_id) {
            doubt(*row, fmt::format("a callback names another task, {}: it may have been paid for twice",
                                    quote(hint.task_id)));
        }
        return drop(hint);
    }
    Try& tries = tries_[hint.nonce];
    if (!tries.is_asking && tries.due <= now && active_ < most_active) ask(hint, tries);
}

void HintReader::ask(const Ledger::Hint& hint, Try& tries) {
    tries.is_asking = true;
    tries.count += 1;
    ++active_;
    wire_.start({.url = endpoint_.query(hint.task_id),
                 .has_key = true,
                 .patience = answer_patience,
                 .done = [this, hint](const Reply& reply) { judge(hint, reply); }});
}

/// A hint that the service bears out makes an unknown row an accepted one.
void HintReader::judge(const Ledger::Hint& hint, const Reply& reply) {
    --active_;
    Try& tries = tries_[hint.nonce];
    tries.is_asking = false;
    const Answer answer = read_answer(reply.body);
    const QueryOutcome outcome = judge_query(reply, answer);
    if (outcome == QueryOutcome::refused) {
        watch_.say(fmt::format("the service refuses the key: {}", describe_answer(reply, answer)));
        exit_code_ = exit_authentication;
        return stop();
    }
    if (outcome != QueryOutcome::told || !knows_task(answer, hint.task_id)) {
        tries.due = Clock::now() + jitter_.backoff(tries.count);
        return;
    }
    const std::optional<Row> row = ledger_.find_nonce(hint.nonce);
    if (row && (row->state == State::unknown || row->state == State::planned)) {
        accept(*row, hint);
    } else if (row && row->task_id.empty()) {
        doubt(*row, fmt::format("it is {}, and yet a callback names task {}, which the service knows",
                                name_of(row->state), quote(hint.task_id)));
    }
    drop(hint);
}

void HintReader::accept(const Row& row, const Ledger::Hint& hint) {
    if (const std::optional<Row> other = ledger_.find_task(hint.task_id, row.order.base_url)) {
        return doubt(row, fmt::format("a callback names task {}, which is that of row {}",
                                      quote(hint.task_id), other->row));
    }
    const Change change{.reason = "a callback named its task, and the service knows it",
                        .task_id = hint.task_id};
    if (!ledger_.move(row.row, row.state, State::accepted, change)) return;
    watch_.changed(*ledger_.find(row.row));
}

/// What changes no row, but a person should know.
void HintReader::doubt(const Row& row, const std::string& text) {
    ledger_.note(row.row, text);
    watch_.say(fmt::format("row {}: {}", row.row, text));
}

void HintReader::drop(const Ledger::Hint& hint) {
    ledger_.drop_hint(hint.nonce);
    tries_.erase(hint.nonce);
}

}  // namespace camlint
