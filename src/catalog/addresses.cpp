#include "catalog/addresses.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/ascii.hpp"

namespace camlint {
namespace {

/// IPv6, or IPv4 in its v4-mapped form; the first `bits` have to agree.
using Address = std::array<std::uint8_t, 16>;

struct Network {
    AddressRange range;
    Address first;
    int bits;
};

constexpr Address v4(std::uint8_t a, std::uint8_t b = 0) {
    return {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, 0, 0};
}
constexpr Address v6(std::uint8_t a, std::uint8_t b = 0, std::uint8_t last = 0) {
    return {a, b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last};
}
constexpr int mapped = 96;  // bits before an IPv4 address

constexpr Words nowhere{"it names no machine", "它不指向任何机器"};
constexpr Words caller{"it is the calling machine itself", "它就是发起调用的机器"};
constexpr Words private_network{"it is in a private network", "它位于私有网络中"};
constexpr Words local_link{"it is on the local link", "它位于本地链路上"};
constexpr Words translated{"it is behind a provider's address translation", "它位于运营商的地址转换之后"};
constexpr Words local_name{"it is a name of the local link", "它是本地链路上的名称"};

constexpr std::array networks{
    Network{{"0.0.0.0/8", nowhere, "RFC 791"}, v4(0), mapped + 8},
    Network{{"127.0.0.0/8", caller, "RFC 1122"}, v4(127), mapped + 8},
    Network{{"10.0.0.0/8", private_network, "RFC 1918"}, v4(10), mapped + 8},
    Network{{"172.16.0.0/12", private_network, "RFC 1918"}, v4(172, 16), mapped + 12},
    Network{{"192.168.0.0/16", private_network, "RFC 1918"}, v4(192, 168), mapped + 16},
    Network{{"169.254.0.0/16", local_link, "RFC 3927"}, v4(169, 254), mapped + 16},
    Network{{"100.64.0.0/10", translated, "RFC 6598"}, v4(100, 64), mapped + 10},
    Network{{"::", nowhere, "RFC 4291"}, v6(0), 128},
    Network{{"::1", caller, "RFC 4291"}, v6(0, 0, 1), 128},
    Network{{"fc00::/7", private_network, "RFC 4193"}, v6(0xFC), 7},
    Network{{"fe80::/10", local_link, "RFC 4291"}, v6(0xFE, 0x80), 10},
};

constexpr AddressRange localhost{"localhost", caller, "RFC 6761"};
constexpr AddressRange local{".local", local_name, "RFC 6762"};

bool is_inside(const Address& address, const Network& network) {
    for (int bit = 0; bit < network.bits; ++bit) {
        const auto byte = static_cast<std::size_t>(bit / 8);
        const int mask = 0x80 >> (bit % 8);
        if ((address[byte] & mask) != (network.first[byte] & mask)) return false;
    }
    return true;
}

std::optional<Address> to_address(const std::string& host) {
    Address address{};
    if (inet_pton(AF_INET6, host.c_str(), address.data()) == 1) return address;
    in_addr four{};
    if (inet_aton(host.c_str(), &four) == 0) return std::nullopt;
    address = v4(0);
    const std::uint32_t value = ntohl(four.s_addr);
    for (std::size_t i = 0; i < 4; ++i) address[12 + i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
    return address;
}

}  // namespace

const AddressRange* unreachable_range(std::string_view host) {
    std::string name = to_lower(host);
    if (name.ends_with('.')) name.pop_back();
    if (name == "localhost" || name.ends_with(".localhost")) return &localhost;
    if (name == "local" || name.ends_with(".local")) return &local;
    const auto address = to_address(name);
    if (!address) return nullptr;
    const auto row = std::ranges::find_if(networks, [&](const Network& n) { return is_inside(*address, n); });
    return row == networks.end() ? nullptr : &row->range;
}

}  // namespace camlint
