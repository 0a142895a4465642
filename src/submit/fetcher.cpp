#include "submit/fetcher.hpp"

#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "submit/error.hpp"
#include "submit/query.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

constexpr int most_failures = 10;     ///< to learn an address, in a row; about 6 minutes
constexpr std::size_t most_jobs = 4;  ///< at once: each has a file, a connection and a claim on its row
constexpr Milliseconds answer_patience{60000};

/// Of a row, so that another run finds what has come already; never of the service.
std::string name_of_video(const Row& row) {
    return fmt::format("camlint-{:06}-{}", row.row, row.order.request_hash.substr(0, 12));
}

}  // namespace

Fetcher::Fetcher(Wire& wire, Ledger& ledger, const Endpoint& endpoint, Shelf shelf, Watch& watch)
    : wire_(wire),
      ledger_(ledger),
      endpoint_(endpoint),
      shelf_(std::move(shelf)),
      watch_(watch),
      downloader_(wire) {}

void Fetcher::add(std::int64_t number, State from) {
    const std::optional<Row> row = ledger_.find(number);
    if (!row || jobs_.contains(number) || is_stopped_ || exit_code_ != 0) return;
    if (row->state == from) queue_.emplace(number, from);
}

/// Claims as many as there is room for.
void Fetcher::begin() {
    while (jobs_.size() < most_jobs && !queue_.empty()) {
        const auto [number, state] = *queue_.begin();
        queue_.erase(queue_.begin());
        const Change change{.reason = "its video is downloaded"};
        if (!ledger_.move(number, state, State::downloading, change))
            continue;  // another process was quicker
        jobs_.emplace(number, Job{.file_id = ledger_.find(number)->file_id});
        tell(number);
    }
}

Time Fetcher::step(Time now) {
    if (is_stopped_) return Time::max();
    if (exit_code_ != 0) {
        queue_.clear();
        ask_no_more();
    }
    Time next = downloader_.step(now);
    begin();
    for (auto& [number, job] : jobs_) {
        if (job.is_busy) continue;
        if (job.due <= now) {
            ask(number, job);
        } else {
            next = std::min(next, job.due);
        }
    }
    return next;
}

void Fetcher::stop() {
    if (is_stopped_) return;
    is_stopped_ = true;
    queue_.clear();
    downloader_.give_up();
    for (const auto& [number, job] : jobs_) {
        ledger_.move(number, State::downloading, State::succeeded, {.reason = "the download was broken off"});
        tell(number);
    }
    jobs_.clear();
}

void Fetcher::ask(std::int64_t row, Job& job) {
    job.is_busy = true;
    wire_.start({.url = endpoint_.file(job.file_id),
                 .has_key = true,
                 .patience = answer_patience,
                 .done = [this, row](const Reply& reply) { hear(row, reply); }});
}

void Fetcher::hear(std::int64_t row, const Reply& reply) {
    const auto found = jobs_.find(row);
    if (found == jobs_.end()) return;
    Job& job = found->second;
    const Answer answer = read_answer(reply.body);
    const QueryOutcome outcome = judge_query(reply, answer);
    if (outcome == QueryOutcome::told && !answer.download_url.empty()) return download(row, job, answer);
    const std::string why =
        fmt::format("the service gives no address of its video: {}", describe_answer(reply, answer));
    job.is_busy = false;
    if (outcome == QueryOutcome::refused || outcome == QueryOutcome::untrusted) {
        exit_code_ = outcome == QueryOutcome::refused ? exit_authentication : exit_unreached;
        refusal_ = why;
        return ask_no_more();
    }
    if (++job.failures >= most_failures) return end(row, why);
    job.due =
        Clock::now() + (reply.retry_after ? Milliseconds(*reply.retry_after) : jitter_.backoff(job.failures));
}

void Fetcher::download(std::int64_t number, Job& job, const Answer& answer) {
    job.failures = 0;
    if (job.is_started) return downloader_.renew(number, answer.download_url);
    job.is_started = true;
    const std::optional<Row> row = ledger_.find(number);
    const std::filesystem::path file(shelf_.file);
    const bool is_one = !shelf_.file.empty();
    downloader_.start(
        {.row = number,
         .url = answer.download_url,
         .folder = is_one ? file.parent_path().string() : shelf_.folder,
         .name = is_one ? file.stem().string() : name_of_video(*row),
         .has_own_name = !is_one,
         .bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(0, answer.bytes.value_or(0))),
         .expired =
             [this](std::int64_t expired) {
                 const auto found = jobs_.find(expired);
                 if (found == jobs_.end()) return;
                 found->second.is_busy = false;
                 found->second.due = Time::min();
             },
         .done = [this](const Downloaded& result) { finish(result); },
         .progress = nullptr});
}

void Fetcher::finish(const Downloaded& result) {
    if (!result.error.empty()) return give_up(result.row, result.error);
    const Change change{.reason = "its video is here",
                        .path = result.video.path,
                        .sha256 = result.video.sha256,
                        .bytes = static_cast<std::int64_t>(result.video.bytes)};
    ledger_.move(result.row, State::downloading, State::done, change);
    jobs_.erase(result.row);
    tell(result.row);
}

/// Downloads that are under way need no key and go on; whoever needs an address gets none.
void Fetcher::ask_no_more() {
    std::vector<std::int64_t> rows;
    for (const auto& [row, job] : jobs_) {
        if (!job.is_busy) rows.push_back(row);
    }
    for (const std::int64_t row : rows) end(row, refusal_);
}

void Fetcher::end(std::int64_t row, const std::string& why) {
    const auto found = jobs_.find(row);
    if (found == jobs_.end()) return;
    if (found->second.is_started) return downloader_.fail(row, why);  // which leads to `finish`
    give_up(row, why);
}

void Fetcher::give_up(std::int64_t row, const std::string& why) {
    ledger_.move(row, State::downloading, State::succeeded, {.reason = why});
    jobs_.erase(row);
    tell(row);
}

void Fetcher::tell(std::int64_t row) {
    if (const std::optional<Row> now = ledger_.find(row)) watch_.changed(*now);
}

}  // namespace camlint
