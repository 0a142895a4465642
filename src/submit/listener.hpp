#pragma once
// A TCP socket that listens on one address, given as text. Never looks up a name.

#include <cstdint>
#include <string>

namespace camlint {

struct Listener {
    int descriptor = -1;  ///< whoever takes it closes it; does not block, is not handed on to children
    std::uint16_t port = 0;
};

/// `address` is IPv4 or IPv6 without brackets; port 0 is any that is free. Throws SubmitError (2).
[[nodiscard]] Listener listen_on(const std::string& address, std::uint16_t port);

}  // namespace camlint
