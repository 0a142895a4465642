#include "lsp/stream.hpp"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <string>

#include "lsp/frames.hpp"

namespace camlint {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t piece = std::size_t{64} << 10;

/// Read before a step, so that a cancel overtakes what waits; who never stops sending gets steps all the
/// same.
constexpr std::size_t pieces_a_step = 16;

/// No more is read while this much waits to be worked on: it takes more room than its bytes.
constexpr std::size_t most_waiting = std::size_t{1} << 20;

/// No more is read, and nothing worked on, while this much waits for the client to read it.
constexpr std::size_t most_unsent = std::size_t{32} << 20;

/// As many bytes as a pipe that is ready takes without waiting.
constexpr std::size_t most_written = 4096;

/// How long is worked on at the end of input.
constexpr milliseconds last_work{800};

/// How often the client's process is looked for.
constexpr milliseconds look_for_client{500};

bool is_gone(int process) { return process > 0 && kill(process, 0) == -1 && errno == ESRCH; }

bool is_transient(int error) { return error == EINTR || error == EAGAIN || error == EWOULDBLOCK; }

class Stream {
public:
    Stream(Server& server, int in, int out) : server_(server), in_(in), out_(out) {}

    int run();

private:
    [[nodiscard]] bool is_over();
    [[nodiscard]] bool is_choked() const { return unsent_.size() - sent_ > most_unsent; }
    [[nodiscard]] bool may_read() const {
        return !is_ended_ && !is_choked() && server_.waiting() <= most_waiting;
    }
    [[nodiscard]] int patience() const;
    void wait();
    void read_pieces();
    void write_pieces();
    void collect();
    void end();

    Server& server_;
    int in_;
    int out_;
    Frames frames_;
    std::string unsent_;
    std::size_t sent_ = 0;  ///< bytes of unsent_
    bool is_busy_ = false;  ///< the server may have work
    bool is_ended_ = false;
    bool is_broken_ = false;  ///< nobody reads what is written
    Clock::time_point last_look_ = Clock::now();
    Clock::time_point deadline_ = Clock::time_point::max();
};

int Stream::run() {
    while (!is_over()) {
        wait();
        if (!is_choked() && !server_.exit_code()) is_busy_ = server_.step();
        collect();
        if (server_.exit_code()) end();
    }
    return server_.exit_code().value_or(1);
}

/// Whether to stop: nothing is left to do, nobody is there any more, or the time is up.
bool Stream::is_over() {
    if (is_broken_) return true;
    const Clock::time_point now = Clock::now();
    if (is_ended_) return now >= deadline_ || ((!is_busy_ || server_.exit_code()) && sent_ == unsent_.size());
    if (!server_.client() || now - last_look_ < look_for_client) return false;
    last_look_ = now;
    return is_gone(*server_.client());
}

/// Milliseconds that poll may wait; -1 for without end.
int Stream::patience() const {
    if (is_busy_ && !is_choked() && !server_.exit_code()) return 0;
    if (!is_ended_ && !server_.client()) return -1;
    const Clock::time_point until = is_ended_ ? deadline_ : last_look_ + look_for_client;
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    return static_cast<int>(std::max(left, milliseconds{0}).count());
}

/// Waits for either descriptor, if there is nothing to do, then reads and writes what can be.
void Stream::wait() {
    // A descriptor of -1 is left out; one whose other end is closed would be ready all the time.
    std::array<pollfd, 2> both{pollfd{.fd = may_read() ? in_ : -1, .events = POLLIN, .revents = 0},
                               pollfd{.fd = out_, .events = 0, .revents = 0}};
    if (sent_ != unsent_.size()) both[1].events = POLLOUT;
    if (poll(both.data(), both.size(), patience()) <= 0) return;
    if ((both[1].revents & (POLLERR | POLLNVAL)) != 0) is_broken_ = true;
    if ((both[1].revents & POLLOUT) != 0) write_pieces();
    if (both[0].revents != 0) read_pieces();
}

bool is_ready(int descriptor, short events) {
    pollfd one{.fd = descriptor, .events = events, .revents = 0};
    return poll(&one, 1, 0) > 0;
}

void Stream::read_pieces() {
    std::array<char, piece> bytes;
    for (std::size_t i = 0; i < pieces_a_step && may_read() && (i == 0 || is_ready(in_, POLLIN)); ++i) {
        const ssize_t size = read(in_, bytes.data(), bytes.size());
        if (size < 0 && is_transient(errno)) return;
        if (size <= 0) return end();
        frames_.feed({bytes.data(), static_cast<std::size_t>(size)});
        while (const std::optional<Frame> frame = frames_.next()) {
            if (frame->fault.empty()) {
                server_.receive(frame->body);
            } else {
                server_.fault(frame->fault);
            }
        }
        is_busy_ = true;
        collect();
    }
}

void Stream::write_pieces() {
    do {
        const ssize_t size =
            write(out_, unsent_.data() + sent_, std::min(unsent_.size() - sent_, most_written));
        if (size < 0 && is_transient(errno)) return;
        if (size < 0) {
            is_broken_ = true;
            return;
        }
        sent_ += static_cast<std::size_t>(size);
    } while (sent_ != unsent_.size() && is_ready(out_, POLLOUT));
}

/// Takes what the server has to say. What is written is cleared away now and then, not every time.
void Stream::collect() {
    if (sent_ > unsent_.size() / 2) {
        unsent_.erase(0, sent_);
        sent_ = 0;
    }
    unsent_ += server_.take_output();
}

/// Nothing is read any more.
void Stream::end() {
    if (is_ended_) return;
    is_ended_ = true;
    deadline_ = Clock::now() + last_work;
}

}  // namespace

int serve(Server& server, int in, int out) {
    std::signal(SIGPIPE, SIG_IGN);
    return Stream(server, in, out).run();
}

}  // namespace camlint
