#include "submit/download.hpp"

#include <algorithm>
#include <future>
#include <optional>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "submit/content_range.hpp"

namespace camlint {
namespace {

constexpr int most_redirects = 3;
constexpr int most_renewals = 5;
constexpr int most_tries = 10;           // in a row, without a new byte
constexpr std::uint64_t overlap = 4096;  // read again of a part that another process left
constexpr std::size_t most_ignored = std::size_t{64} * 1024;  // of a page that says why there is no video
constexpr std::chrono::milliseconds end_watch{10};

enum class Stage : std::uint8_t { waiting, calling, renewing, ending };

/// What came to light while an answer's bytes came in.
enum class Fault : std::uint8_t {
    none,
    anew,      ///< the part and what the server has do not fit together
    final,     ///< nothing more can be done; the part stays
    worthless  ///< nor is the part of any use
};

}  // namespace

struct Downloader::Job {
    Download order;
    std::string hop;  ///< where a redirect led; empty for the URL itself
    int hops = 0, renewals = 0, tries = 0;
    std::unique_ptr<VideoFile> file;
    bool is_inherited = false;  ///< another process began the part
    std::uint64_t furthest = 0;
    std::optional<std::uint64_t> total;
    std::string etag;
    Stage stage = Stage::waiting;
    Time at;  ///< of the next try
    std::uint64_t call = 0;
    std::future<KeptVideo> ending;

    // Of the present answer.
    std::uint64_t from = 0, position = 0;
    std::size_t ignored = 0;
    bool is_judged = false;
    Fault fault = Fault::none;
    std::string error;

    bool take(const Reply& head, std::string_view piece);
    void judge(const Reply& head);
    void write(std::string_view piece);
    void fail(Fault what, std::string why) {
        fault = what;
        error = std::move(why);
    }
};

bool Downloader::Job::take(const Reply& head, std::string_view piece) {
    if (head.status != 200 && head.status != 206) return (ignored += piece.size()) <= most_ignored;
    try {
        if (!std::exchange(is_judged, true)) judge(head);
        if (fault == Fault::none) write(piece);
    } catch (const FileError& refused) {
        fail(Fault::final, refused.what());
    }
    return fault == Fault::none;
}

/// Whether the answer goes on where the part ends, or begins it anew.
void Downloader::Job::judge(const Reply& head) {
    if (head.status == 206) {
        const auto range = read_content_range(head.content_range);
        if (!range || range->first != from)
            return fail(Fault::anew, "the server sent other bytes than asked for");
        const bool is_other = total && range->total && total != range->total;
        const bool is_renamed = !etag.empty() && !head.etag.empty() && etag != head.etag;
        if (is_other || is_renamed) return fail(Fault::anew, "the video has changed while it was downloaded");
        if (range->total) total = range->total;
    } else {
        file->clear();
        position = 0;
        is_inherited = false;
        total = head.length;
    }
    if (head.status == 200 || !head.etag.empty()) etag = head.etag;
    if (!total) return;
    if (*total > most_video_bytes) {
        fail(Fault::worthless, fmt::format("the video has {} bytes, more than 2 GiB", *total));
    } else if (order.bytes != 0 && *total != order.bytes) {
        fail(Fault::worthless, fmt::format("the video has {} bytes, expected {}", *total, order.bytes));
    }
}

void Downloader::Job::write(std::string_view piece) {
    if (position < file->size()) {
        const auto known =
            static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), file->size() - position));
        if (!file->holds(position, piece.substr(0, known))) {
            return fail(Fault::anew, "the part that was there is of another video");
        }
        position += known;
        piece.remove_prefix(known);
    }
    if (piece.empty()) return;
    const std::uint64_t expected = order.bytes != 0 ? order.bytes : most_video_bytes;
    const std::uint64_t most = total.value_or(expected);
    if (position + piece.size() > most) {
        return fail(Fault::worthless, fmt::format("the video has more than the expected {} bytes", most));
    }
    file->append(piece);
    position += piece.size();
    if (!file->may_be_mp4()) return fail(Fault::worthless, "what came is no MP4 file");
    if (position > furthest) {
        furthest = position;
        tries = 0;
    }
    if (order.progress) order.progress(position, total.value_or(order.bytes));
}

Downloader::Downloader(Wire& wire, DownloadOptions options) : wire_(wire), options_(options) {}
Downloader::~Downloader() { give_up(); }

void Downloader::start(Download download) {
    auto job = std::make_unique<Job>();
    const std::int64_t row = download.row;
    job->order = std::move(download);
    jobs_.emplace(row, std::move(job));
}

void Downloader::renew(std::int64_t row, const std::string& url) {
    const auto found = jobs_.find(row);
    if (found == jobs_.end() || found->second->stage != Stage::renewing) return;
    found->second->order.url = url;
    found->second->stage = Stage::waiting;
    found->second->at = Time{};
}

void Downloader::fail(std::int64_t row, const std::string& error) {
    const auto found = jobs_.find(row);
    if (found == jobs_.end()) return;
    wire_.give_up(std::exchange(found->second->call, 0));
    finish(*found->second, error);
}

void Downloader::give_up() {
    for (const auto& [row, job] : jobs_) wire_.give_up(job->call);
    jobs_.clear();
}

Time Downloader::step(Time now) {
    std::vector<std::int64_t> due;
    std::vector<std::int64_t> ended;
    Time next = Time::max();
    std::size_t busy = 0;
    for (const auto& [row, job] : jobs_) {
        busy += job->stage == Stage::calling || job->stage == Stage::ending ? 1U : 0U;
        if (job->stage == Stage::waiting && job->at <= now) due.push_back(row);
        if (job->stage == Stage::waiting && job->at > now) next = std::min(next, job->at);
        if (job->stage != Stage::ending) continue;
        if (job->ending.wait_for(std::chrono::seconds(0)) == std::future_status::ready) ended.push_back(row);
        next = std::min(next, now + end_watch);
    }
    if (!ended.empty()) next = now;
    end(ended);
    for (const std::int64_t row : due) {
        if (busy >= options_.at_once) break;  // the end of a call leads here again
        const auto found = jobs_.find(row);
        if (found == jobs_.end() || found->second->stage != Stage::waiting) continue;
        ++busy;
        ask(*found->second);
    }
    return next;
}

/// Owners may end and start others when they are told, so that rows are looked up one by one.
void Downloader::end(const std::vector<std::int64_t>& rows) {
    for (const std::int64_t row : rows) {
        const auto found = jobs_.find(row);
        if (found == jobs_.end() || found->second->stage != Stage::ending) continue;
        Job& job = *found->second;
        try {
            KeptVideo video = job.ending.get();
            finish(job, std::move(video));
        } catch (const FileError& error) {
            finish(job, error.what());
        }
    }
}

/// Opens the part; false where that was the end, as the video is there already.
bool Downloader::open(Job& job) {
    const Download& order = job.order;
    const auto find = [&order] {
        if (!order.has_own_name) return std::optional<KeptVideo>();
        return find_video(order.folder, order.name, order.bytes);
    };
    auto there = find();
    if (!there) {
        job.file = std::make_unique<VideoFile>(order.folder, order.name);
        // Another process may have ended between the two.
        there = find();
        if (there) job.file->remove();
    }
    if (there) {
        finish(job, std::move(*there));
        return false;
    }
    if (job.file->size() > most_video_bytes || !job.file->may_be_mp4()) job.file->clear();
    job.is_inherited = job.file->size() > 0;
    job.furthest = job.file->size();
    return true;
}

void Downloader::ask(Job& job) {
    try {
        if (!job.file && !open(job)) return;
    } catch (const FileError& error) {
        return finish(job, error.what());
    }
    // What this process got is of the version that its ETag names; what another left is compared.
    job.from = job.file->size();
    if (job.is_inherited && job.etag.empty()) job.from -= std::min(job.from, overlap);
    job.position = job.from;
    job.ignored = 0;
    job.is_judged = false;
    job.fault = Fault::none;
    Call call;
    call.url = job.hop.empty() ? job.order.url : job.hop;
    call.is_download = true;
    call.spares_private = true;
    call.patience = options_.patience;
    if (job.from > 0) call.from = job.from;
    // A weak ETag does not tell whether bytes are the same (RFC 9110, section 13.1.5).
    if (!job.etag.starts_with("W/")) call.if_range = job.etag;
    call.take = [&job](const Reply& head, std::string_view piece) { return job.take(head, piece); };
    call.done = [this, &job](const Reply& reply) { answered(job, reply); };
    job.stage = Stage::calling;
    job.call = wire_.start(std::move(call));
}

void Downloader::answered(Job& job, const Reply& reply) {
    job.call = 0;
    job.stage = Stage::waiting;
    const bool has_content = reply.status == 200 || reply.status == 206;
    try {
        // An answer without a byte has not passed by `take`.
        if (has_content && !std::exchange(job.is_judged, true)) job.judge(reply);
    } catch (const FileError& error) {
        job.fail(Fault::final, error.what());
    }
    if (job.fault == Fault::anew) return begin_anew(job, job.error);
    if (job.fault == Fault::worthless) job.file->remove();
    if (job.fault != Fault::none) return finish(job, job.error);
    switch (reply.transport) {
        case Transport::untrusted:
        case Transport::held_back:
        case Transport::too_large: return finish(job, reply.detail);
        case Transport::whole: return has_content ? read_content(job) : read_status(job, reply);
        // What a page says why there is no video may well be cut.
        case Transport::cut: return has_content ? try_again(job, reply.detail) : read_status(job, reply);
        default: return try_again(job, reply.detail);
    }
}

void Downloader::read_content(Job& job) {
    const std::uint64_t size = job.file->size();
    if (job.position != size) return begin_anew(job, "the part that was there is longer than the video");
    if (job.total && size < *job.total) return try_again(job, "the server sent a part alone");
    if (job.order.bytes != 0 && size != job.order.bytes) {
        job.file->remove();
        return finish(job, fmt::format("the video has {} bytes, expected {}", size, job.order.bytes));
    }
    complete(job);
}

void Downloader::read_status(Job& job, const Reply& reply) {
    const std::string said = fmt::format("HTTP {}", reply.status);
    const bool is_to_come =
        reply.status == 408 || reply.status == 425 || reply.status == 429 || reply.status >= 500;
    switch (reply.status) {
        case 301:
        case 302:
        case 303:
        case 307:
        case 308: return follow(job, reply);
        case 401:
        case 403:
        case 404:
        case 410: return ask_for_another_url(job, reply.status);
        case 416: {
            const auto total = read_unsatisfied(reply.content_range);
            const bool is_all =
                (total ? total : job.total) == job.file->size() && job.from == job.file->size();
            return is_all ? read_content(job) : begin_anew(job, said);
        }
        default: break;
    }
    if (is_to_come) return try_again(job, said, reply.retry_after.value_or(std::chrono::seconds(0)));
    finish(job, said + " in place of the video");
}

/// By hand, so that every hop passes the wire's rules.
void Downloader::follow(Job& job, const Reply& reply) {
    if (reply.location.empty()) return finish(job, fmt::format("HTTP {} that leads nowhere", reply.status));
    if (++job.hops > most_redirects)
        return finish(job, fmt::format("more than {} redirects", most_redirects));
    job.hop = reply.location;
    ask(job);
}

void Downloader::ask_for_another_url(Job& job, int status) {
    if (!job.order.expired || ++job.renewals > most_renewals) {
        return finish(job,
                      fmt::format("HTTP {} in place of the video, from {} addresses", status, job.renewals));
    }
    job.hop.clear();
    job.hops = 0;
    job.stage = Stage::renewing;
    job.order.expired(job.order.row);
}

void Downloader::begin_anew(Job& job, const std::string& why) {
    try {
        job.file->clear();
    } catch (const FileError& error) {
        return finish(job, error.what());
    }
    job.is_inherited = false;
    job.etag.clear();
    job.total.reset();
    try_again(job, why);
}

void Downloader::try_again(Job& job, const std::string& why, std::chrono::milliseconds at_least) {
    if (++job.tries > most_tries) {
        return finish(job, fmt::format("no new byte in {} tries: {}", most_tries, why));
    }
    const auto doubled = options_.first_wait * (std::int64_t{1} << (job.tries - 1));
    const auto wait = std::min(doubled, options_.longest_wait);
    std::uniform_int_distribution<std::int64_t> jitter(wait.count() / 2, wait.count());
    job.hop.clear();
    job.hops = 0;
    job.at = Clock::now() + std::max(std::chrono::milliseconds(jitter(random_)), at_least);
}

/// To disk and read back in a thread of its own: a callback wants its answer within three seconds.
void Downloader::complete(Job& job) {
    if (job.file->size() < 8 || !job.file->may_be_mp4()) {
        job.file->remove();
        return finish(job, "what came is no MP4 file");
    }
    job.stage = Stage::ending;
    job.ending = std::async(std::launch::async, [file = job.file.get()] { return file->keep(); });
}

void Downloader::finish(Job& job, const std::string& error) {
    finish(job, Downloaded{job.order.row, error.empty() ? "the download failed" : error, {}});
}

void Downloader::finish(Job& job, KeptVideo video) {
    finish(job, Downloaded{job.order.row, {}, std::move(video)});
}

/// `job` is gone when its owner is told.
void Downloader::finish(Job& job, Downloaded result) {
    auto node = jobs_.extract(job.order.row);
    const auto done = std::move(node.mapped()->order.done);
    node = {};
    if (done) done(std::move(result));
}

}  // namespace camlint
