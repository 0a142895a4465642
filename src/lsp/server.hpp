#pragma once
// The language server: takes messages, does one thing at a time, and says what comes of it. Neither reads nor
// writes; time and order are its caller's.

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "lsp/server_state.hpp"

namespace camlint {

class Server {
public:
    explicit Server(const Workspace& workspace) : state_(workspace) {}

    /// Takes a message, to be worked on in its turn. One that is none is answered at once, and a cancelled
    /// request that waits is too.
    void receive(std::string_view body);

    /// Says that bytes came that were no message.
    void fault(std::string_view what);

    /// Does one piece of work: a message, else the diagnostics of a changed document, else a file of a scan.
    /// False where there is none.
    bool step();

    /// Framed bytes for the client, since the last call.
    [[nodiscard]] std::string take_output() { return state_.out.take(); }

    /// Bytes of messages that wait.
    [[nodiscard]] std::size_t waiting() const { return waiting_; }

    /// Once `exit` came: 0 after a shutdown, else 1.
    [[nodiscard]] std::optional<int> exit_code() const { return exit_code_; }

    /// The client's process; nothing where it does not say.
    [[nodiscard]] std::optional<int> client() const { return client_; }

private:
    enum class Phase : std::uint8_t { fresh, running, shut };
    struct Waiting {
        ClientMessage message;
        std::size_t size;
    };

    void publish(const std::string& uri);
    void work_on(const ClientMessage& message);
    void answer(const ClientMessage& request);
    void take(const ClientMessage& notification);
    void take_answer(const ClientMessage& answer);
    void cancel(const Json& id);

    ServerState state_;
    std::deque<Waiting> queue_;
    std::size_t waiting_ = 0;
    Phase phase_ = Phase::fresh;
    std::optional<int> exit_code_;
    std::optional<int> client_;
};

}  // namespace camlint
