#pragma once
// An absolute http or https URL, as far as it says where a request goes (RFC 3986). Looks nothing up.

#include <string>
#include <string_view>

#include "text/message.hpp"

namespace camlint {

struct Url {
    Words error;  ///< what is wrong with it, to follow "the URL"; empty if nothing is
    bool is_https = false;
    bool has_credentials = false;
    std::string_view host;  ///< without the brackets of an IPv6 address
    bool is_ipv6 = false;
};

[[nodiscard]] Url parse_url(std::string_view text);

/// What should be a URL, quoted for a message, with "[…]" in place of all that may be a user and password.
[[nodiscard]] std::string quote_url(std::string_view text);

}  // namespace camlint
