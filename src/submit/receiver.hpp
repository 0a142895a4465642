#pragma once
// The callback receiver: an HTTP server that echoes challenges and takes what is said of tasks as a hint.
// Event-driven, one thread, never blocks: whoever owns it waits on its descriptor and calls step.
//
// Trusts nobody: answers at an unguessable path alone, holds at most 64 KiB of a body and 8 KiB of headers,
// and ends what is not a whole request 2 s after it began to connect.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "submit/answer.hpp"
#include "submit/wire.hpp"

namespace camlint {

struct ReceiverOptions {
    std::string listen = "127.0.0.1";  ///< an address
    std::uint16_t port = 0;            ///< 0 for any that is free
    std::string secret;                ///< the path is /SECRET/NONCE
};

class Receiver {
public:
    /// Takes an update for a nonce, a whole answer in the query's shape; false where it cannot be kept, which
    /// the sender is told (503), so that it may come again. Called from step.
    using Update = std::function<bool(std::string_view nonce, const Answer& answer)>;

    /// Throws SubmitError (2) where it cannot listen. Raises the soft limit of descriptors where it is low.
    Receiver(ReceiverOptions options, Update update);
    ~Receiver();
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    [[nodiscard]] std::uint16_t port() const;

    /// Readable when there is something to do.
    [[nodiscard]] int descriptor() const;

    /// Does what there is to do without waiting; gives when it wants to be called at the latest. What the
    /// update throws is told to the sender as false, and comes out of here.
    Time step(Time now);

private:
    class Server;
    std::unique_ptr<Server> server_;
};

/// The address that a service is given: PUBLIC_URL/SECRET/NONCE.
[[nodiscard]] std::string callback_address(std::string_view public_url, std::string_view secret,
                                           std::string_view nonce);

/// Two numbers in one: 16 bytes in hex, for a nonce.
[[nodiscard]] bool is_nonce(std::string_view text);

}  // namespace camlint
