#include "submit/callee.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>

#include <array>
#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "catalog/addresses.hpp"
#include "text/ascii.hpp"

namespace camlint {
namespace {

using Parts = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part_of(const Parts& parts, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(parts.get(), part, &text, flags) != CURLUE_OK) return {};
    const std::unique_ptr<char, decltype(&curl_free)> owned(text, &curl_free);
    return text;
}

std::uint16_t port_of(const Parts& parts, unsigned flags) {
    const std::string text = part_of(parts, CURLUPART_PORT, flags);
    std::uint16_t port = 0;
    std::from_chars(text.data(), text.data() + text.size(), port);
    return port;
}

std::string without_brackets(std::string host) {
    if (host.size() > 1 && host.front() == '[' && host.back() == ']') return host.substr(1, host.size() - 2);
    return host;
}

}  // namespace

Callee find_callee(const std::string& url) {
    Callee target;
    const Parts parts(curl_url(), &curl_url_cleanup);
    // A text with a NUL would be another one for libcurl.
    const bool has_nul = url.find('\0') != std::string::npos;
    const CURLUcode code = has_nul ? CURLUE_MALFORMED_INPUT
                                   : curl_url_set(parts.get(), CURLUPART_URL, url.c_str(),
                                                  CURLU_DISALLOW_USER | CURLU_NON_SUPPORT_SCHEME);
    if (code == CURLUE_USER_NOT_ALLOWED) {
        target.refusal = "the address has a user or password in it";
        return target;
    }
    target.host = to_lower(without_brackets(part_of(parts, CURLUPART_HOST)));
    if (code != CURLUE_OK || target.host.empty()) {
        target.refusal = "the address is not a URL";
        return target;
    }
    const std::string scheme = part_of(parts, CURLUPART_SCHEME);
    target.port = port_of(parts, CURLU_DEFAULT_PORT);
    target.is_plain = scheme == "http";
    target.is_loopback = is_this_machine(target.host);
    if (scheme != "https" && !target.is_plain) {
        target.refusal = fmt::format("the address is of '{}', expected https", scheme);
    } else if (target.is_plain && !target.is_loopback) {
        target.refusal = fmt::format(
            "'{}' would be called without TLS; expected https (http for loopback alone)", target.host);
    }
    return target;
}

bool is_this_machine(const std::string& host) {
    if (host == "localhost") return true;
    const AddressRange* range = unreachable_range(host);
    return range != nullptr && (range->text == "127.0.0.0/8" || range->text == "::1");
}

std::string private_refusal(const std::string& host, bool lets_loopback) {
    const AddressRange* range = unreachable_range(host);
    if (range == nullptr || (lets_loopback && is_this_machine(host))) return {};
    return fmt::format("'{}' is of {}: {}", host, range->text, range->what.en);
}

std::string address_text(const sockaddr& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = nullptr;
    if (address.sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    if (address.sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    if (bytes == nullptr) return {};
    return inet_ntop(address.sa_family, bytes, text.data(), text.size()) == nullptr ? "" : text.data();
}

std::uint16_t address_port(const sockaddr& address) {
    if (address.sa_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
    if (address.sa_family == AF_INET6) return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
    return 0;
}

std::uint16_t proxy_port(const std::string& proxy) {
    const Parts parts(curl_url(), &curl_url_cleanup);
    if (curl_url_set(parts.get(), CURLUPART_URL, proxy.c_str(),
                     CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
        return 0;
    }
    if (const std::uint16_t port = port_of(parts, 0); port != 0) return port;
    // What libcurl takes where a proxy's address has none.
    return part_of(parts, CURLUPART_SCHEME) == "https" ? 443 : 1080;
}

}  // namespace camlint
