#pragma once
// Where a call goes, read by the same parser that libcurl connects by, and what speaks against calling it.
// Looks no name up.

#include <cstdint>
#include <string>

struct sockaddr;

namespace camlint {

struct Callee {
    std::string refusal;  ///< why it is not to be called, for people; empty where it may be
    std::string host;     ///< lower case, IPv4 in its usual form, IPv6 without brackets
    std::uint16_t port = 0;
    bool is_plain = false;     ///< without TLS
    bool is_loopback = false;  ///< "localhost", or an address of this machine
};

/// Https, and http to loopback. No user or password in it.
[[nodiscard]] Callee find_callee(const std::string& url);

/// "localhost", 127.0.0.0/8 and ::1.
[[nodiscard]] bool is_this_machine(const std::string& host);

/// Why no download is taken from a host: "'10.0.0.1' is of 10.0.0.0/8: it is in a private network"; empty
/// where it may be. Loopback is let through where the API itself is there.
[[nodiscard]] std::string private_refusal(const std::string& host, bool lets_loopback);

/// An address as text, without its port; empty for what is no internet address.
[[nodiscard]] std::string address_text(const sockaddr& address);

/// Its port; 0 for what is no internet address.
[[nodiscard]] std::uint16_t address_port(const sockaddr& address);

/// The port of a proxy's address as libcurl reads it; 0 where it cannot be read.
[[nodiscard]] std::uint16_t proxy_port(const std::string& proxy);

}  // namespace camlint
