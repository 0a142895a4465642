#include "text/url.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "text/ascii.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

bool takes(std::string_view& text, std::string_view prefix) {
    if (text.size() < prefix.size() || !is_same_word(text.substr(0, prefix.size()), prefix)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    return true;
}

bool is_port(std::string_view text) {
    unsigned port = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    return error == std::errc{} && stop == end && port >= 1 && port <= 65535;
}

/// Letters, digits and what else stands in names that can be called; other scripts' letters too.
bool is_host_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '-' ||
           c == '.' || c == '_';
}

bool is_name(std::string_view host) {
    return !host.empty() && std::ranges::all_of(host, is_host_byte) && host.front() != '.' &&
           host.front() != '-' && host.find("..") == std::string_view::npos;
}

bool is_ipv6_address(std::string_view host) {
    in6_addr address{};
    return inet_pton(AF_INET6, std::string(host).c_str(), &address) == 1;
}

/// Reads host and port; gives what is wrong.
Words read_authority(std::string_view authority, Url& url) {
    if (authority.starts_with('[')) {
        const std::size_t close = authority.find(']');
        if (close == std::string_view::npos)
            return {"has an address whose bracket is not closed", "的地址缺少右方括号"};
        url.host = authority.substr(1, close - 1);
        url.is_ipv6 = true;
        if (!is_ipv6_address(url.host))
            return {"has no valid IPv6 address between its brackets", "的方括号内不是有效的 IPv6 地址"};
        authority.remove_prefix(close + 1);
    } else {
        url.host = authority.substr(0, authority.find(':'));
        authority.remove_prefix(url.host.size());
        if (url.host.empty()) return {"has no host", "没有主机名"};
        if (!is_name(url.host))
            return {"has a host that is neither a name nor an address", "的主机既不是名称也不是地址"};
    }
    if (authority.empty()) return {};
    const bool fine = authority.starts_with(':') && (authority.size() == 1 || is_port(authority.substr(1)));
    if (fine) return {};
    return {"has a port that is no number from 1 to 65535", "的端口不是 1 到 65535 之间的数字"};
}

}  // namespace

Url parse_url(std::string_view text) {
    Url url;
    const auto cannot_be = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
    if (text.empty()) {
        url.error = {"is empty", "为空"};
    } else if (std::ranges::any_of(text, cannot_be)) {
        url.error = {"holds a blank or control character", "含有空白或控制字符"};
    } else if (takes(text, "https://")) {
        url.is_https = true;
    } else if (!takes(text, "http://")) {
        url.error = {"is not an absolute http or https URL", "不是绝对的 http 或 https URL"};
    }
    if (!url.error.empty()) return url;
    std::string_view authority = text.substr(0, text.find_first_of("/?#\\"));
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
        url.has_credentials = true;
        authority.remove_prefix(at + 1);
    }
    url.error = read_authority(authority, url);
    return url;
}

std::string quote_url(std::string_view text) {
    const std::size_t at = text.rfind('@');  // a password with a slash in it would end the authority
    if (at == std::string_view::npos) return quote(text);
    const std::size_t scheme = text.find("://");
    const std::size_t begin = scheme < at ? scheme + 3 : 0;
    return quote(std::string(text.substr(0, begin)) + "[…]" + std::string(text.substr(at)));
}

}  // namespace camlint
