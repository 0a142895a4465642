#pragma once
// What a request to the callback receiver says, apart from how it came in: its path and a challenge in its
// body. Pure; any bytes give an answer.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace camlint {

enum class CallbackPlace : std::uint8_t {
    nowhere,  ///< not ours, or without the secret: which of both is told nobody
    base,     ///< /SECRET
    attempt,  ///< /SECRET/NONCE
    other,    ///< anything else behind the secret
};

struct CallbackPath {
    CallbackPlace place = CallbackPlace::nowhere;
    std::string nonce;  ///< of an attempt
};

/// Takes the same time for every wrong secret of one length.
[[nodiscard]] CallbackPath read_callback_path(std::string_view path, std::string_view secret);

/// The last `challenge` of a JSON object where it is a string or number, as it is written, quotes and all:
/// echoed so, it keeps its type and every digit.
[[nodiscard]] std::optional<std::string_view> read_challenge(std::string_view body);

}  // namespace camlint
