#include "cli/paid/service.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "catalog/near.hpp"
#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/paid/user_config.hpp"
#include "submit/error.hpp"
#include "version.hpp"

namespace camlint {
namespace {

Milliseconds milliseconds(double seconds) { return Milliseconds(std::llround(seconds * 1000)); }

const Provider& chosen_provider(const std::string& name) {
    const std::string wanted = name.empty() ? std::string(default_provider) : name;
    if (const Provider* provider = find_provider(wanted)) return *provider;
    std::vector<std::string_view> names;
    for (const Provider& provider : providers()) names.push_back(provider.name);
    fail_choice("--provider", wanted, names);
}

}  // namespace

double chosen_amount(std::string_view flag, const std::string& value, double most) {
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    const bool is_number = !value.empty() && end == value.c_str() + value.size() && std::isfinite(number);
    if (!is_number || number <= 0 || number > most) {
        throw Error(fmt::format("{} takes a number above 0 and at most {}, not '{}'", flag, most, value));
    }
    return number;
}

void add_service_flags(CommandOptions command, ServiceFlags& flags) {
    command.add_option("--base-url", flags.base_url,
                       "Where the API is, in place of the provider's own address");
    command.add_option("--ca-file", flags.ca_file, "Certificates to trust, PEM, in place of the system's");
    command.add_option("--api-key-file", flags.api_key_file,
                       "A file with the key, which nobody else may read");
}

void add_follow_flags(CommandOptions command, ServiceFlags& flags) {
    command.add_option("--poll-interval", flags.poll_interval,
                       "Seconds between two questions about a task; 10 if not given");
    command.add_option("--deadline", flags.deadline, "Minutes to follow tasks; 90 if not given");
}

void add_send_flags(CommandOptions command, ServiceFlags& flags) {
    command.add_option("--rpm", flags.rpm, "Requests a minute; 5 if not given");
    command.add_option("--timeout", flags.timeout,
                       "Seconds to wait for the answer to a request; 120 if not given");
    command.add_option("--callback-url", flags.callback_url,
                       "Where the service reaches this machine; receives what it says of tasks");
    command.add_option("--callback-port", flags.callback_port,
                       "The port to receive it on; 8787 if not given");
    command.add_option("--callback-listen", flags.callback_listen, "The address to receive it on")
        .shows_default();
}

Service make_service(const std::string& provider, const std::string& base_url, const ServiceFlags& flags) {
    const UserConfig user = load_user_config();
    const std::string& given = !flags.base_url.empty() ? flags.base_url : base_url;
    const std::string& address = given.empty() ? user.base_url : given;
    Service service{.endpoint = make_endpoint(chosen_provider(provider), address), .wire = {}, .key = {}};
    service.wire = {.ca_file = flags.ca_file.empty() ? user.ca_file : flags.ca_file,
                    .proxy = user.proxy,
                    .api_is_loopback = service.endpoint.is_loopback,
                    .user_agent = fmt::format("camlint/{}", version)};
    service.key = {.file = flags.api_key_file,
                   .command = user.credential_command,
                   .provider = service.endpoint.provider,
                   .has_own_address = service.endpoint.base_url != service.endpoint.provider->base_url};
    return service;
}

FollowOptions follow_options(const ServiceFlags& flags) {
    FollowOptions options;
    if (!flags.poll_interval.empty()) {
        options.interval = milliseconds(chosen_amount("--poll-interval", flags.poll_interval, 3600));
        options.later = std::max(options.interval, std::min(options.later, options.interval * 3));
    }
    if (!flags.deadline.empty()) {
        options.deadline = milliseconds(60 * chosen_amount("--deadline", flags.deadline, 10000));
    }
    return options;
}

SendOptions send_options(const ServiceFlags& flags, int rpm) {
    SendOptions options;
    const double rate = flags.rpm.empty() ? rpm : chosen_amount("--rpm", flags.rpm, 60000);
    constexpr double longest_gap = 1e9;  // seconds; what is far beyond a life cannot be counted in
    options.gap = milliseconds(std::min(60 / rate, longest_gap));
    if (!flags.timeout.empty()) {
        options.patience = milliseconds(chosen_amount("--timeout", flags.timeout, 3600));
    }
    return options;
}

}  // namespace camlint
