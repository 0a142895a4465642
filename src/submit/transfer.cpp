#include "submit/transfer.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace camlint {
namespace {

constexpr std::size_t most_header_bytes = std::size_t{64} * 1024;
constexpr long connect_seconds = 15;

bool is_visible(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

WireTerms::~WireTerms() { explicit_bzero(authorization.data(), authorization.size()); }

Transfer::Transfer(Call call, const WireTerms& terms)
    : call_(std::move(call)),
      terms_(terms),
      callee_(find_callee(call_.url)),
      easy_(curl_easy_init(), &curl_easy_cleanup) {
    if (callee_.refusal.empty() && call_.spares_private) {
        callee_.refusal = private_refusal(callee_.host, terms_.options.api_is_loopback);
    }
    if (!easy_ && callee_.refusal.empty()) callee_.refusal = "out of memory";
    if (!is_refused()) set_up();
}

template <typename Value>
void Transfer::set(CURLoption option, Value value) {
    // What libcurl does not take (an option that it was built without) would leave a rule unheld.
    const CURLcode code = curl_easy_setopt(easy_.get(), option, value);
    if (code != CURLE_OK && callee_.refusal.empty()) {
        callee_.refusal =
            fmt::format("libcurl refuses option {}: {}", static_cast<int>(option), curl_easy_strerror(code));
    }
}

void Transfer::set_up() {
    set(CURLOPT_PRIVATE, static_cast<void*>(this));
    set(CURLOPT_ERRORBUFFER, error_.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_NOPROGRESS, 1L);
    set(CURLOPT_TCP_NODELAY, 1L);
    set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
    if (!call_.is_download)
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(1, call_.patience.count())));
#if LIBCURL_VERSION_NUM >= 0x075700
    set(CURLOPT_QUICK_EXIT, 1L);  // no waiting for a name server at the end
#endif
    set(CURLOPT_PREREQFUNCTION, &Transfer::on_request);
    set(CURLOPT_PREREQDATA, static_cast<void*>(this));
    set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
    set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
    set_tls();
    set_route();
    set_request();
}

void Transfer::set_tls() {
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_PROXY_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (terms_.options.ca_file.empty()) return;
    for (const CURLoption option : {CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO}) {
        set(option, terms_.options.ca_file.c_str());
    }
    // In the place of the system's, not beside them.
    for (const CURLoption option : {CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH}) {
        set(option, static_cast<char*>(nullptr));
    }
}

void Transfer::set_route() {
    set(CURLOPT_URL, call_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, callee_.is_plain ? "http" : "https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "https");
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));  // a proxy gets no key
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    // An empty text is none at all, whatever the environment says.
    if (callee_.is_loopback) {
        set(CURLOPT_PROXY, "");
    } else if (!terms_.options.proxy.empty()) {
        set(CURLOPT_PROXY, terms_.options.proxy.c_str());
    }
    // A connection that another call has opened has not passed this one's look at its address.
    if (call_.is_post || call_.spares_private) {
        set(CURLOPT_FRESH_CONNECT, 1L);
        set(CURLOPT_FORBID_REUSE, 1L);
    }
}

void Transfer::set_request() {
    if (!terms_.options.user_agent.empty()) set(CURLOPT_USERAGENT, terms_.options.user_agent.c_str());
    header_lines_.reserve(4);
    header_list_.reserve(5);
    if (call_.has_key && !call_.is_download && !terms_.authorization.empty()) {
        // libcurl only reads it; the line stays the wire's, so that there is one copy to wipe.
        header_list_.push_back({const_cast<char*>(terms_.authorization.c_str()), nullptr});
    }
    if (call_.is_post) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
        set(CURLOPT_POSTFIELDS, call_.body.c_str());
        add_header("Content-Type: application/json");
        add_header("Expect:");
    }
    if (call_.from) set(CURLOPT_RANGE, fmt::format("{}-", *call_.from).c_str());
    if (call_.from && !call_.if_range.empty() && is_visible(call_.if_range)) {
        add_header("If-Range: " + call_.if_range);
    }
    for (std::size_t i = 1; i < header_list_.size(); ++i) header_list_[i - 1].next = &header_list_[i];
    set(CURLOPT_HTTPHEADER, header_list_.empty() ? nullptr : header_list_.data());
}

void Transfer::add_header(std::string line) {
    header_lines_.push_back(std::move(line));
    header_list_.push_back({header_lines_.back().data(), nullptr});
}

Time Transfer::deadline() const { return call_.is_download ? last_byte_ + call_.patience : Time::max(); }

int Transfer::on_request(void* self, char*, char*, int, int) noexcept {
    return static_cast<Transfer*>(self)->may_send() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

bool Transfer::may_send() {
    if (is_given_up_) return false;
    // The second time libcurl has lost a connection and means to send the same request again.
    if (std::exchange(has_asked_, true)) return !call_.is_post;
    try {
        has_begun_ = (!call_.begin || call_.begin()) && !is_given_up_;
    } catch (...) {
        thrown_ = std::current_exception();
    }
    return has_begun_;
}

std::size_t Transfer::on_header(char* bytes, std::size_t, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    // A connection that closes between two headers is a whole answer for libcurl.
    const std::string_view line(bytes, count);
    if (line.starts_with("HTTP/")) transfer.has_all_headers_ = false;
    if (line == "\r\n" || line == "\n") transfer.has_all_headers_ = true;
    transfer.header_bytes_ += count;
    transfer.is_too_large_ = transfer.header_bytes_ > most_header_bytes;
    return transfer.is_too_large_ || transfer.is_given_up_ ? 0 : count;
}

std::size_t Transfer::on_body(char* bytes, std::size_t, std::size_t count, void* self) noexcept {
    return static_cast<Transfer*>(self)->take_piece({bytes, count}) ? count : 0;
}

bool Transfer::take_piece(std::string_view piece) {
    if (is_given_up_) return false;
    try {
        last_byte_ = Clock::now();
        if (call_.take) {
            read_head();
            return call_.take(reply_, piece);
        }
        is_too_large_ = piece.size() > call_.most - reply_.body.size();
        if (!is_too_large_) reply_.body += piece;
    } catch (...) {
        thrown_ = std::current_exception();
        return false;
    }
    return !is_too_large_;
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype, curl_sockaddr* address) noexcept {
    try {
        if (!static_cast<Transfer*>(self)->may_connect(address->addr)) return CURL_SOCKET_BAD;
    } catch (...) {
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool Transfer::may_connect(const sockaddr& address) {
    if (is_given_up_) return false;
    const std::string host = address_text(address);
    if (callee_.is_plain && !is_this_machine(host)) {
        refused_ = fmt::format("'{}' is {}, which would be called without TLS", callee_.host, host);
        return false;
    }
    if (!call_.spares_private) return true;
    // A proxy may well be private. Which of the two libcurl connects to shows in the port alone.
    const std::uint16_t port = address_port(address);
    if (port != callee_.port && port == terms_.proxy_port) return true;
    const std::string refusal = private_refusal(host, terms_.options.api_is_loopback);
    if (!refusal.empty())
        refused_ = fmt::format("'{}' leads to a private address: {}", callee_.host, refusal);
    return refusal.empty();
}

}  // namespace camlint
