#pragma once
// What the server has to say, in its order, until it is taken to be written.

#include <string>
#include <string_view>
#include <utility>

#include "lsp/message.hpp"

namespace camlint {

class Outbox {
public:
    void result(const Json& id, Json value) { add(result_body(id, std::move(value))); }
    void error(const Json& id, Failure failure, std::string_view message) {
        add(error_body(id, failure, message));
    }
    void notify(std::string_view method, Json params) { add(notification_body(method, std::move(params))); }

    /// Asks the client; gives the number that its answer will have.
    int ask(std::string_view method, Json params) {
        add(request_body(++asked_, method, std::move(params)));
        return asked_;
    }

    /// All that has been said since the last call, with headers.
    [[nodiscard]] std::string take() { return std::exchange(bytes_, {}); }

private:
    void add(const std::string& body) { bytes_ += framed(body); }

    std::string bytes_;
    int asked_ = 0;
};

}  // namespace camlint
