// camlint callback serve: the receiver alone, until a signal ends it. What it is told is kept in the ledger
// as a hint; it asks the service for nothing.

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/error.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/state_folder.hpp"
#include "submit/callee.hpp"
#include "submit/error.hpp"
#include "submit/receiver.hpp"

namespace camlint {
namespace {

struct Options {
    std::uint16_t port = 0;
    std::string listen = "127.0.0.1";
    std::string public_url;
};

/// SIGINT and SIGTERM as something to wait for beside a socket.
class Signals {
public:
    Signals() {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGTERM);
        sigprocmask(SIG_BLOCK, &set, &before_);
        descriptor_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
        if (descriptor_ < 0) throw Error(fmt::format("cannot wait for signals: {}", std::strerror(errno)));
    }
    ~Signals() {
        ::close(descriptor_);
        sigprocmask(SIG_SETMASK, &before_, nullptr);
    }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// The signal that came; 0 for none.
    [[nodiscard]] int take() const {
        signalfd_siginfo info{};
        return read(descriptor_, &info, sizeof info) == sizeof info ? static_cast<int>(info.ssi_signo) : 0;
    }

private:
    sigset_t before_{};
    int descriptor_ = -1;
};

/// Whether it could be kept.
bool keep(Ledger& ledger, std::string_view nonce, std::string_view task_id) {
    try {
        ledger.keep_hint(nonce, task_id);
        return true;
    } catch (const LedgerError& error) {
        print_warning(error.what());
        return false;
    }
}

/// What an address in an URL or before a port looks like.
std::string bracketed(const std::string& address) {
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

void check_public_url(const std::string& url) {
    const bool is_web = url.starts_with("https://") || url.starts_with("http://");
    const std::size_t host = url.find("//") + 2;
    const bool is_plain = std::ranges::all_of(
        url, [](char c) { return c > ' ' && c < '\x7f' && c != '?' && c != '#' && c != '@' && c != '\\'; });
    if (is_web && is_plain && host < url.size() && url[host] != '/') return;
    throw Error(
        fmt::format("--public-url '{}': expected an http or https URL without credentials, query or "
                    "fragment, such as https://example.org/camlint",
                    url));
}

/// Until a signal, which it gives.
int serve(Receiver& receiver, const Signals& signals) {
    std::array<pollfd, 2> waited{{{.fd = receiver.descriptor(), .events = POLLIN, .revents = 0},
                                  {.fd = signals.descriptor(), .events = POLLIN, .revents = 0}}};
    while (true) {
        const Time until = receiver.step(Clock::now());
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        poll(waited.data(), waited.size(), static_cast<int>(std::max<std::int64_t>(wait.count(), 0)));
        if (const int signal = signals.take()) return signal;
    }
}

int run(const Options& options) {
    if (!options.public_url.empty()) check_public_url(options.public_url);
    Desk desk;
    const std::string secret = desk.ledger.callback_secret();
    const Signals signals;
    Receiver receiver({.listen = options.listen, .port = options.port, .secret = secret},
                      [&desk](std::string_view nonce, const Answer& answer) {
                          return keep(desk.ledger, nonce, answer.task_id);
                      });
    if (!is_this_machine(options.listen)) {
        print_warning(
            fmt::format("'{}' is not loopback, and callbacks come in plain HTTP: let a proxy with "
                        "TLS stand before it",
                        options.listen));
    }
    const std::string place = fmt::format("{}:{}", bracketed(options.listen), receiver.port());
    const std::string base = options.public_url.empty() ? "http://" + place : options.public_url;
    print_note(
        fmt::format("listening on {}; give the service {}", place, callback_address(base, secret, {})));
    return serve(receiver, signals) == SIGINT ? exit_interrupt : exit_terminate;
}

}  // namespace

std::function<int()> setup_callback(CLI::App& app) {
    auto options = std::make_shared<Options>();
    app.require_subcommand(1);
    CLI::App* command = app.add_subcommand("serve", "Answer the service until a signal ends it");
    command->add_option("--port", options->port, "Port to listen on; 0 for any that is free")->required();
    command->add_option("--listen", options->listen, "Address to listen on (default 127.0.0.1)");
    command->add_option("--public-url", options->public_url, "Where the service reaches this receiver");
    return [options] { return run(*options); };
}

}  // namespace camlint
