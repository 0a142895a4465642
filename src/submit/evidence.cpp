// What came of a call, from what libcurl tells of it.

#include <algorithm>
#include <charconv>
#include <ctime>

#include <fmt/format.h>

#include "submit/transfer.hpp"

namespace camlint {
namespace {

struct Ending {
    CURLcode code;
    Transport transport;
};

// Before the first byte of a request has left; all others are `unreached`: nothing was asked of the service,
// and the same again is as good as new.
constexpr std::array endings{
    // The name of a certificate, its dates, its signer, or that it was revoked.
    Ending{CURLE_PEER_FAILED_VERIFICATION, Transport::untrusted},
    Ending{CURLE_SSL_ISSUER_ERROR, Transport::untrusted},
    Ending{CURLE_SSL_INVALIDCERTSTATUS, Transport::untrusted},
    Ending{CURLE_SSL_PINNEDPUBKEYNOTMATCH, Transport::untrusted},
    // The certificates to judge by are not there or are none: trying again changes nothing.
    Ending{CURLE_SSL_CACERT_BADFILE, Transport::untrusted},
    Ending{CURLE_SSL_CRL_BADFILE, Transport::untrusted},
    // No common version or cipher, what is not TLS at all, a connection lost in the handshake.
    Ending{CURLE_SSL_CONNECT_ERROR, Transport::no_tls},
    Ending{CURLE_SSL_CIPHER, Transport::no_tls},
    Ending{CURLE_SSL_CERTPROBLEM, Transport::no_tls},
    Ending{CURLE_SSL_ENGINE_NOTFOUND, Transport::no_tls},
    Ending{CURLE_SSL_ENGINE_SETFAILED, Transport::no_tls},
    Ending{CURLE_SSL_ENGINE_INITFAILED, Transport::no_tls},
    Ending{CURLE_USE_SSL_FAILED, Transport::no_tls},
    Ending{CURLE_SSL_CLIENTCERT, Transport::no_tls},
    // Ours: `begin` said no.
    Ending{CURLE_ABORTED_BY_CALLBACK, Transport::held_back},
    // The address, or how it is to be called.
    Ending{CURLE_URL_MALFORMAT, Transport::held_back},
    Ending{CURLE_UNSUPPORTED_PROTOCOL, Transport::held_back},
    Ending{CURLE_NOT_BUILT_IN, Transport::held_back},
    Ending{CURLE_UNKNOWN_OPTION, Transport::held_back},
    Ending{CURLE_BAD_FUNCTION_ARGUMENT, Transport::held_back},
};

/// A header of the answer itself, not of one before it, of a proxy's, or of a trailer.
std::string_view header_of(CURL* easy, const char* name) {
    curl_header* header = nullptr;
    if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return {};
    return header->value;
}

}  // namespace

Transport before_request(CURLcode code) {
    const auto row = std::ranges::find(endings, code, &Ending::code);
    return row == endings.end() ? Transport::unreached : row->transport;
}

std::optional<std::chrono::seconds> read_retry_after(std::string_view value) {
    constexpr std::int64_t most = 3600;
    if (value.empty()) return std::nullopt;
    std::int64_t seconds = 0;
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (read.ec != std::errc{}) seconds = most;
    } else {
        const std::time_t date = curl_getdate(std::string(value).c_str(), nullptr);
        if (date < 0) return std::nullopt;
        seconds = static_cast<std::int64_t>(date) - static_cast<std::int64_t>(std::time(nullptr));
    }
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, most));
}

void Transfer::read_head() {
    if (std::exchange(has_head_, true)) return;
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    // 1xx is no answer yet, but for a switch to another protocol, behind which none comes.
    reply_.status = status >= 200 || status == 101 ? static_cast<int>(status) : 0;
    if (reply_.status == 0) return;
    reply_.etag = header_of(easy_.get(), "ETag");
    reply_.content_range = header_of(easy_.get(), "Content-Range");
    reply_.retry_after = read_retry_after(header_of(easy_.get(), "Retry-After"));
    curl_off_t length = -1;
    curl_easy_getinfo(easy_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length >= 0) reply_.length = static_cast<std::uint64_t>(length);
}

Transport Transfer::transport_of(CURLcode code) const {
    if (is_refused() || (!has_begun_ && !refused_.empty())) return Transport::held_back;
    if (!has_begun_) return before_request(code);
    if (is_too_large_) return Transport::too_large;
    if (reply_.status == 0) return Transport::broken;
    return code == CURLE_OK && has_all_headers_ ? Transport::whole : Transport::cut;
}

void Transfer::finish(CURLcode code) {
    if (!is_refused()) {
        read_head();
        const char* location = nullptr;
        curl_easy_getinfo(easy_.get(), CURLINFO_REDIRECT_URL, &location);
        if (location != nullptr) reply_.location = location;
    }
    reply_.transport = transport_of(code);
    if (is_refused()) {
        reply_.detail = callee_.refusal;
    } else if (reply_.transport == Transport::held_back && !refused_.empty()) {
        reply_.detail = refused_;
    } else if (reply_.transport == Transport::held_back && has_asked_) {
        reply_.detail = "held back before anything was sent";
    } else if (is_too_large_) {
        reply_.detail =
            fmt::format("the answer is larger than {} bytes, or its headers than 64 KiB", call_.most);
    } else if (reply_.transport == Transport::cut && code == CURLE_OK) {
        reply_.detail = "the connection closed amid the headers";
    } else if (code != CURLE_OK) {
        reply_.detail = error_.front() != '\0' ? error_.data() : curl_easy_strerror(code);
    }
    easy_.reset();
    if (call_.done) call_.done(std::move(reply_));
}

}  // namespace camlint
