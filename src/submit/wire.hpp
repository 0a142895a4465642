#pragma once
// HTTP over libcurl: many calls at once, one thread, one place that waits. Says what happened to a call as
// evidence; decides nothing about it.
//
// Never follows a redirect, reads a netrc, keeps a cookie, asks for "100 Continue", speaks anything but
// HTTP/1.1, or talks without TLS (1.2 at least, verified) to what is not loopback. A call that may cost money
// gets a connection of its own, and asks once before its first byte leaves: libcurl sends a request a second
// time when a connection that it used again turns out to be dead.

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace camlint {

using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;

/// How a call ended, as far as the connection shows.
enum class Transport : std::uint8_t {
    whole,      ///< an answer, all of it
    unreached,  ///< no name, no route, refused, or no connection in time: no request began
    untrusted,  ///< the certificate is not to be trusted: no request began
    no_tls,     ///< TLS failed otherwise: no request began
    held_back,  ///< `begin` said no, or the address is not to be called: no request began
    broken,     ///< it ended, or nothing came in time, after the request may have begun
    cut,        ///< part of an answer
    too_large,  ///< more of an answer than is taken
};

struct Reply {
    Transport transport = Transport::unreached;
    int status = 0;    ///< of HTTP; 0 without one
    std::string body;  ///< what `take` did not get
    std::optional<std::chrono::seconds> retry_after;
    std::string location;                 ///< of a redirect, absolute
    std::optional<std::uint64_t> length;  ///< Content-Length
    std::string content_range;
    std::string etag;
    std::string detail;  ///< for people
};

struct Call {
    std::string url;
    std::string body;      ///< of a POST, sent as JSON
    bool is_post = false;  ///< a POST has a fresh connection, which is not used again
    bool has_key = false;  ///< sends the key; what is a download never does
    bool spares_private =
        false;  ///< refuses addresses that no public host has, unless the API's host is loopback
    std::optional<std::uint64_t> from;            ///< first byte that is wanted (Range)
    std::string if_range;                         ///< an ETag that the range is of
    std::chrono::milliseconds patience{120'000};  ///< for all of it; for downloads, without a byte
    bool is_download = false;
    std::size_t most = std::size_t{1} << 20;  ///< bytes of an answer that is not taken piece by piece

    std::function<bool()> begin;  ///< once, when the connection stands and nothing has been sent
    std::function<bool(const Reply& head, std::string_view piece)> take;  ///< false ends the call: cut
    std::function<void(Reply reply)> done;                                ///< once, from within `run`
};

struct WireOptions {
    std::string ca_file;  ///< PEM; empty for the system's
    std::string proxy;    ///< empty for what the environment says
    bool api_is_loopback = false;
    std::string user_agent;
};

class Wire {
public:
    /// Throws SubmitError.
    Wire(const WireOptions& options, const std::string& key);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    /// Starts a call; gives a number to give it up by.
    std::uint64_t start(Call call);

    /// Ends a call without `done`.
    void give_up(std::uint64_t call);

    [[nodiscard]] std::size_t active() const;

    /// Works on all calls, and waits for the first thing that happens on them, on `also` (readable; -1 for
    /// none) or until `until`; may come back before. What a call's functions throw comes out of it.
    void run(Time until, int also = -1, int and_also = -1);

private:
    class Calls;
    std::unique_ptr<Calls> calls_;
};

}  // namespace camlint
