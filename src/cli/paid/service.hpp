#pragma once
// Whom a command talks to, with which key, and how fast: what flags say, then the configuration of the
// project and of the user. Nothing here is printed or kept.

#include <cstdint>
#include <optional>
#include <string>

#include "submit/credentials.hpp"
#include "submit/endpoint.hpp"
#include "submit/follower.hpp"
#include "submit/sender.hpp"
#include "submit/wire.hpp"

namespace camlint {

class CommandOptions;

struct ServiceFlags {
    std::string base_url;
    std::string ca_file;
    std::string api_key_file;
    std::string rpm;
    std::string timeout;        ///< seconds
    std::string poll_interval;  ///< seconds
    std::string deadline;       ///< minutes
    std::string callback_url;
    std::string callback_listen = "127.0.0.1";
    std::string callback_port;
};

/// Flags of all commands that talk to the service.
void add_service_flags(CommandOptions command, ServiceFlags& flags);

/// Flags of those that follow tasks.
void add_follow_flags(CommandOptions command, ServiceFlags& flags);

/// Flags of those that send.
void add_send_flags(CommandOptions command, ServiceFlags& flags);

struct Service {
    Endpoint endpoint;
    WireOptions wire;
    KeySources key;
};

/// Of a provider, empty for the default one, at a base URL, empty for the provider's own. Throws SubmitError.
[[nodiscard]] Service make_service(const std::string& provider, const std::string& base_url,
                                   const ServiceFlags& flags);

[[nodiscard]] FollowOptions follow_options(const ServiceFlags& flags);

/// `rpm` where no flag says how many requests may leave in a minute.
[[nodiscard]] SendOptions send_options(const ServiceFlags& flags, int rpm);

/// A decimal number above 0 and at most `most`. Throws Error.
[[nodiscard]] double chosen_amount(std::string_view flag, const std::string& value, double most);

}  // namespace camlint
