#include "cli/paid/receiving.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "submit/error.hpp"
#include "submit/hash.hpp"
#include "submit/hint_reader.hpp"

namespace camlint {
namespace {

constexpr int default_port = 8787;
constexpr int largest_port = 65535;
/// What the service grants a receiver (A).
constexpr Milliseconds challenge_patience{3000};

}  // namespace

bool echoes(Wire& wire, const std::string& address, Receiver* own) {
    const std::string challenge = random_hex(16);
    std::optional<Reply> reply;
    wire.start({.url = address,
                .body = fmt::format(R"({{"challenge":"{}"}})", challenge),
                .is_post = true,
                .patience = challenge_patience,
                .done = [&](const Reply& got) { reply = got; }});
    while (!reply) {
        Time next = Clock::now() + Milliseconds(1000);
        if (own != nullptr) next = std::min(next, own->step(Clock::now()));
        wire.run(next, own == nullptr ? -1 : own->descriptor());
    }
    return reply->transport == Transport::whole && reply->status == 200 &&
           read_answer(reply->body).challenge == challenge;
}

std::unique_ptr<Receiver> receive(const ServiceFlags& flags, Wire& wire, Ledger& ledger, Screen& screen) {
    const std::string secret = ledger.callback_secret();
    const std::string address = callback_address(flags.callback_url, secret, random_hex(16));
    if (echoes(wire, address, nullptr)) return nullptr;
    const int port =
        chosen_number("--callback-port",
                      flags.callback_port.empty() ? std::to_string(default_port) : flags.callback_port, 0);
    if (port > largest_port)
        throw SubmitError(exit_usage, fmt::format("--callback-port takes at most {}", largest_port));
    auto receiver = std::make_unique<Receiver>(
        ReceiverOptions{
            .listen = flags.callback_listen, .port = static_cast<std::uint16_t>(port), .secret = secret},
        [&ledger, watch = screen.watch()](std::string_view nonce, const Answer& answer) {
            return keep_hint(ledger, nonce, answer, watch);
        });
    if (!echoes(wire, address, receiver.get())) {
        throw SubmitError(
            exit_usage,
            fmt::format("a challenge sent to {} did not come back within 3 s to port {}; nothing was "
                        "sent",
                        flags.callback_url, receiver->port()));
    }
    screen.say(fmt::format("receiving callbacks on port {}", receiver->port()));
    return receiver;
}

}  // namespace camlint
