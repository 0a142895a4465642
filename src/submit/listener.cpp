#include "submit/listener.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "submit/error.hpp"

namespace camlint {
namespace {

using Found = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Found look_at(const std::string& address, std::uint16_t port) {
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    addrinfo* found = nullptr;
    if (getaddrinfo(address.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) found = nullptr;
    return {found, &freeaddrinfo};
}

void set(int descriptor, int level, int option, int value = 1) {
    setsockopt(descriptor, level, option, &value, sizeof value);
}

/// 0 where there is none.
std::uint16_t port_of(int descriptor) {
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    std::array<char, NI_MAXSERV> text{};
    if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&bound), &size) != 0 ||
        getnameinfo(reinterpret_cast<sockaddr*>(&bound), size, nullptr, 0, text.data(), text.size(),
                    NI_NUMERICSERV) != 0) {
        return 0;
    }
    return static_cast<std::uint16_t>(std::stoi(text.data()));
}

}  // namespace

Listener listen_on(const std::string& address, std::uint16_t port) {
    const Found found = look_at(address, port);
    if (!found) {
        throw SubmitError(
            exit_usage,
            fmt::format("cannot listen on '{}': expected an IPv4 or IPv6 address without brackets", address));
    }
    const auto refuse = [&](int why) {
        return SubmitError(
            exit_usage, fmt::format("cannot listen on '{}', port {}: {}", address, port, std::strerror(why)));
    };
    const int descriptor = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) throw refuse(errno);
    set(descriptor, SOL_SOCKET, SO_REUSEADDR);
    // "::" is what it says, on every machine alike.
    if (found->ai_family == AF_INET6) set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY);
    // Connections have this from the listener: what peers do not take must not pile up in the system by
    // megabytes each.
    constexpr int answer_bytes = 16 << 10;
    set(descriptor, SOL_SOCKET, SO_SNDBUF, answer_bytes);
    // A flood waits in the system's queue rather than being turned away; the system caps the length.
    constexpr int queue = 4096;
    if (bind(descriptor, found->ai_addr, found->ai_addrlen) != 0 || listen(descriptor, queue) != 0) {
        const int why = errno;
        close(descriptor);
        throw refuse(why);
    }
    return {.descriptor = descriptor, .port = port_of(descriptor)};
}

}  // namespace camlint
