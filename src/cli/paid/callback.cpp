// camlint callback serve: the receiver alone, until a signal ends it. What it is told is kept in the ledger
// as a hint, and with a key the service is asked whether it is true.

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/paid/command.hpp"
#include "cli/paid/screen.hpp"
#include "cli/paid/service.hpp"
#include "cli/paid/signals.hpp"
#include "cli/paid/state_folder.hpp"
#include "submit/callee.hpp"
#include "submit/error.hpp"
#include "submit/hint_reader.hpp"
#include "submit/receiver.hpp"

namespace camlint {
namespace {

struct Options {
    std::string action;
    std::uint16_t port = 0;
    std::string listen = "127.0.0.1";
    std::string public_url;
    std::string provider;
    ServiceFlags service;
};

constexpr Milliseconds look_interval{1000};

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

/// Looks into what callbacks said, where there is a key to ask with.
class Resolver {
public:
    Resolver(Desk& desk, const Options& options)
        : screen_(desk.redactor), service_(make_service(options.provider, {}, options.service)) {
        std::string key;
        try {
            key = take_key(service_.key);
            desk.redactor.add(key);
        } catch (const SubmitError& error) {
            print_warning(fmt::format("{}; what callbacks say is kept until 'camlint resume' looks into it",
                                      error.what()));
        }
        wire_.emplace(service_.wire, key);
        if (key.empty()) return;
        hints_.emplace(*wire_, desk.ledger, service_.endpoint, watch_);
        hints_->look();
    }

    /// Until a signal; gives its exit code.
    int serve(Desk& desk, Receiver& receiver, Signals& signals) {
        Time look = Clock::now();
        while (signals.take() == 0) {
            const Time now = Clock::now();
            if (now >= look) {
                // What a process that has died was sending is unknown from now on, and may be resolved.
                for (const Row& row : desk.ledger.recover()) screen_.show(row);
                look = now + look_interval;
            }
            Time next = std::min(look, receiver.step(now));
            if (hints_) next = std::min(next, hints_->step(now));
            wire_->run(next, signals.descriptor(), receiver.descriptor());
        }
        return signals.exit_code();
    }

private:
    Screen screen_;
    Watch watch_ = screen_.watch();
    Service service_;
    std::optional<Wire> wire_;
    std::optional<HintReader> hints_;
};

int run(const Options& options) {
    if (options.action != "serve") fail_choice("callback", options.action, {"serve"});
    if (!options.public_url.empty()) check_public_url(options.public_url);
    Desk desk;
    const std::string secret = desk.ledger.callback_secret();
    Resolver resolver(desk, options);
    Signals signals;  // only now: a command that gives the key hears them itself
    const Watch warn{.say = print_warning};
    Receiver receiver({.listen = options.listen, .port = options.port, .secret = secret},
                      [&](std::string_view nonce, const Answer& answer) {
                          return keep_hint(desk.ledger, nonce, answer, warn);
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
    return resolver.serve(desk, receiver, signals);
}

}  // namespace

std::function<int()> setup_callback(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("ACTION", options->action, "serve: answer the service until a signal ends it")
        .required();
    command.add_option("--port", options->port, "Port to listen on; 0 for any that is free").required();
    command.add_option("--listen", options->listen, "Address to listen on (default 127.0.0.1)");
    command.add_option("--public-url", options->public_url, "Where the service reaches this receiver");
    command.add_option("--provider", options->provider, "Whom to ask whether it is true");
    add_service_flags(command, options->service);
    return [options] { return run(*options); };
}

}  // namespace camlint
