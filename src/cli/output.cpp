#include "cli/output.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "cli/error.hpp"

namespace camlint {
namespace {

[[noreturn]] void fail() {
    throw Error(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

/// Also where whoever started this had SIGPIPE ignored or blocked.
[[noreturn]] void end_as_by_sigpipe() {
    std::signal(SIGPIPE, SIG_DFL);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    std::raise(SIGPIPE);
    std::_Exit(128 + SIGPIPE);
}

/// Of a descriptor that whoever started this made one that does not block.
void wait_until_writable() {
    pollfd output{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
    (void)poll(&output, 1, -1);
}

}  // namespace

void print(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) fail();
}

void flush_output() {
    if (std::fflush(stdout) != 0) fail();
}

void write_output(std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = write(STDOUT_FILENO, text.data(), text.size());
        if (size >= 0) {
            text.remove_prefix(static_cast<std::size_t>(size));
        } else if (errno == EPIPE) {
            end_as_by_sigpipe();
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            wait_until_writable();
        } else if (errno != EINTR) {
            fail();
        }
    }
}

std::size_t terminal_width() {
    constexpr std::size_t usual = 80;
    constexpr std::size_t least = 40;  // of which something can be made
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
    return std::max<std::size_t>(least, size.ws_col);
}

bool use_color(std::string_view choice) {
    if (choice != "auto") return choice == "always";
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    const bool unwanted = no_color != nullptr && *no_color != '\0';
    const bool dumb = term != nullptr && std::string_view(term) == "dumb";
    return !unwanted && !dumb && isatty(STDOUT_FILENO) == 1;
}

}  // namespace camlint
