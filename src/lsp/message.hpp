#pragma once
// JSON-RPC 2.0 as the Language Server Protocol has it: bodies to what a client says, and back. Knows no
// method.

#include <stdexcept>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace camlint {

using Json = nlohmann::ordered_json;

/// Why a request has no result. The values are those of the specification.
enum class Failure : int {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    internal_error = -32603,
    server_not_initialized = -32002,
    request_failed = -32803,
    server_cancelled = -32802,
    request_cancelled = -32800,
};

/// Thrown where a request cannot be answered; a notification that throws it is forgotten.
class RequestError : public std::runtime_error {
public:
    RequestError(Failure failure, const std::string& message)
        : std::runtime_error(message), failure_(failure) {}
    [[nodiscard]] Failure failure() const { return failure_; }

private:
    Failure failure_;
};

/// What a client says: a request (a method and an id), a notification (a method alone), or its answer to
/// something that the server asked (an id alone).
struct ClientMessage {
    std::string method;        ///< empty for an answer
    Json id;                   ///< a string or a number; null where there is none
    Json params;               ///< null where there are none; of an answer its result
    std::string answer_error;  ///< of an answer that is an error: its message

    [[nodiscard]] bool is_request() const { return !method.empty() && !id.is_null(); }
    [[nodiscard]] bool is_answer() const { return method.empty(); }
};

/// A body that is no message. What is known of its id is kept, so that it can be answered.
class BadMessage : public RequestError {
public:
    BadMessage(Failure failure, const std::string& message, Json id = nullptr)
        : RequestError(failure, message), id_(std::move(id)) {}
    [[nodiscard]] const Json& id() const { return id_; }

private:
    Json id_;
};

/// Throws BadMessage: no JSON (parse_error); an array, another version than "2.0", a method that is no
/// string, an id that is neither a string nor a whole number, params that are neither object, array nor null,
/// more than 64 levels or 250,000 names and values (invalid_request). Lone surrogates become U+FFFD, as long
/// in UTF-16. Of a name that an object has twice, the first counts.
[[nodiscard]] ClientMessage parse_message(std::string_view body);

// What the server says, as bodies. Anything that is not UTF-8 in them becomes U+FFFD. A request whose params
// are null has none.
[[nodiscard]] std::string result_body(const Json& id, Json result);
[[nodiscard]] std::string error_body(const Json& id, Failure failure, std::string_view message);
[[nodiscard]] std::string notification_body(std::string_view method, Json params);
[[nodiscard]] std::string request_body(int id, std::string_view method, Json params);

/// A body with its header.
[[nodiscard]] std::string framed(std::string_view body);

}  // namespace camlint
