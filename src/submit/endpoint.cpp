#include "submit/endpoint.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "submit/callee.hpp"
#include "submit/error.hpp"
#include "text/ascii.hpp"
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
    throw SubmitError(exit_usage, fmt::format("cannot use the base URL {}: {}", quote_url(url), why));
}

/// A base URL that has been checked, so that an address has one spelling: scheme and host in lower case, no
/// port where it is the scheme's own.
std::string normal(std::string_view base_url, const Url& url) {
    const std::size_t slashes = base_url.find("//") + 2;
    const std::size_t path = std::min(base_url.find('/', slashes), base_url.size());
    std::string_view authority = base_url.substr(slashes, path - slashes);
    std::string_view port;
    if (const std::size_t colon = authority.rfind(':');
        !authority.ends_with(']') && colon != authority.npos) {
        port = authority.substr(colon + 1);
        authority = authority.substr(0, colon);
        port.remove_prefix(std::min(port.find_first_not_of('0'), port.size()));
    }
    const bool is_usual = port.empty() || port == (url.is_https ? "443" : "80");
    return fmt::format("{}://{}{}{}{}", url.is_https ? "https" : "http", to_lower(authority),
                       is_usual ? "" : ":", is_usual ? "" : port, base_url.substr(path));
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
    const std::string_view first = provider.create.substr(0, provider.create.find('/', 1));
    if (base_url.ends_with(first)) {
        refuse(base_url,
               fmt::format("the path of a request, '{}', begins with '{}' already", provider.create, first));
    }
    const bool local = is_this_machine(to_lower(url.host));
    if (!url.is_https && !local) refuse(base_url, "expected https; http is for loopback alone");
    return {.provider = &provider, .base_url = normal(base_url, url), .is_loopback = local};
}

}  // namespace camlint
