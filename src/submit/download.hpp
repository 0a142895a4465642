#pragma once
// Downloads over the wire: resumed, tried again, checked, and under their last name only when whole. Never
// sends the key, never takes a file's name from a server, never connects to a private address.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "submit/video_file.hpp"
#include "submit/wire.hpp"

namespace camlint {

struct Downloaded {
    std::int64_t row = 0;
    std::string error;  ///< for people; empty where it is there
    KeptVideo video;
};

struct Download {
    std::int64_t row = 0;
    std::string url;
    std::string folder;        ///< has to be there
    std::string name;          ///< without ".mp4"
    bool has_own_name = true;  ///< no other row has it, so a video that is there already is this one's
    std::uint64_t bytes = 0;   ///< as the API says; 0 where it does not
    /// The URL has expired: wants `renew` to be called with another one, or `fail`.
    std::function<void(std::int64_t row)> expired;
    std::function<void(Downloaded result)> done;  ///< once, from within `run` or `step`
    /// Total 0 while not known. May not call the downloader.
    std::function<void(std::uint64_t bytes, std::uint64_t total)> progress;
};

struct DownloadOptions {
    std::chrono::milliseconds first_wait{1000};  ///< before a second try; twice as long before each next one
    std::chrono::milliseconds longest_wait{60'000};
    std::chrono::milliseconds patience{60'000};  ///< without a byte
    std::size_t at_once = 4;
};

class Downloader {
public:
    /// `wire` has to outlive it.
    explicit Downloader(Wire& wire, DownloadOptions options = {});
    ~Downloader();
    Downloader(const Downloader&) = delete;
    Downloader& operator=(const Downloader&) = delete;

    /// One a row at a time. A video that is there already under a name of its own is checked and is the
    /// result.
    void start(Download download);

    /// The new URL of what has expired.
    void renew(std::int64_t row, const std::string& url);

    /// Ends a download; its part stays.
    void fail(std::int64_t row, const std::string& error);

    /// Ends all without `done`; their parts stay.
    void give_up();

    [[nodiscard]] std::size_t active() const { return jobs_.size(); }

    /// Does what there is to do without waiting; gives when it wants to be called at the latest.
    Time step(Time now);

private:
    struct Job;

    void ask(Job& job);
    bool open(Job& job);
    void answered(Job& job, const Reply& reply);
    void read_status(Job& job, const Reply& reply);
    void read_content(Job& job);
    void begin_anew(Job& job, const std::string& why);
    void follow(Job& job, const Reply& reply);
    void ask_for_another_url(Job& job, int status);
    void try_again(Job& job, const std::string& why, std::chrono::milliseconds at_least = {});
    void complete(Job& job);
    void end(const std::vector<std::int64_t>& rows);
    void finish(Job& job, const std::string& error);
    void finish(Job& job, KeptVideo video);
    void finish(Job& job, Downloaded result);

    Wire& wire_;
    DownloadOptions options_;
    std::map<std::int64_t, std::unique_ptr<Job>> jobs_;
    std::mt19937 random_{std::random_device{}()};
};

}  // namespace camlint
