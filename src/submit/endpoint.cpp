#include "submit/endpoint.hpp"

#include <fmt/format.h>

#include "submit/callee.hpp"
#include "submit/error.hpp"
#include "text/display.hpp"
#include "text/url.hpp"

namespace camlint {
namespace {

/// Ids are letters, digits and a few marks; whatever else came is made harmless.
std::string encoded(std::string_view id) {
    std::string out;
    for (const char c : id) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        if (plain) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

[[noreturn]] void refuse(std::string_view url, std::string_view why) {
    throw SubmitError(exit_usage, fmt::format("cannot use the base URL {}: {}", quote(url), why));
}

}  // namespace

std::string Endpoint::create() const { return base_url + std::string(provider->create); }

std::string Endpoint::query(std::string_view task_id) const {
    return base_url + std::string(provider->query) + encoded(task_id);
}

std::string Endpoint::file(std::string_view file_id) const {
    return base_url + std::string(provider->file) + encoded(file_id);
}

Endpoint make_endpoint(const Provider& provider, std::string_view base_url) {
    if (base_url.empty()) base_url = provider.base_url;
    while (base_url.ends_with('/')) base_url.remove_suffix(1);
    const Url url = parse_url(base_url);
    if (!url.error.empty()) refuse(base_url, fmt::format("it {}", url.error.en));
    if (url.has_credentials) refuse(base_url, "it has credentials in it");
    if (base_url.find_first_of("?#") != std::string_view::npos)
        refuse(base_url, "it has a query or a fragment");
    const bool local = is_this_machine(std::string(url.host));
    if (!url.is_https && !local) refuse(base_url, "expected https; http is for loopback alone");
    return {.provider = &provider, .base_url = std::string(base_url), .is_loopback = local};
}

}  // namespace camlint
