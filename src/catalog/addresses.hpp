#pragma once
// Address ranges and names that a server on the internet cannot call back to.

#include <cstdint>
#include <string_view>

#include "text/message.hpp"

namespace camlint {

struct AddressRange {
    std::string_view text;    ///< "10.0.0.0/8", "localhost"
    Words what;               ///< "it is in a private network"
    std::string_view source;  ///< the RFC
};

/// The range that a host lies in, null where it may be reached. An IPv4 address counts in every form
/// that inet_aton takes (10.1, 0x7f000001), one inside an IPv6 address too. No name is looked up.
[[nodiscard]] const AddressRange* unreachable_range(std::string_view host);

}  // namespace camlint
