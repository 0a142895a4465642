#pragma once
// One call on libcurl: its options, what libcurl asks and tells while it runs, and what came of it. Part of
// the wire; never starts itself or waits.

#include <curl/curl.h>

#include <array>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "submit/callee.hpp"
#include "submit/wire.hpp"

namespace camlint {

/// What all calls of a wire share.
struct WireTerms {
    WireOptions options;
    std::string authorization;     ///< the header's line; empty without a key
    std::uint16_t proxy_port = 0;  ///< of the proxy that calls with TLS may go through; 0 without one
    ~WireTerms();
};

class Transfer {
public:
    /// `terms` have to outlive it.
    Transfer(Call call, const WireTerms& terms);
    ~Transfer() = default;
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    /// Not to be called at all.
    [[nodiscard]] bool is_refused() const { return !callee_.refusal.empty(); }
    [[nodiscard]] CURL* handle() const { return easy_.get(); }

    /// From now on its patience runs.
    void starts(Time now) { last_byte_ = now; }
    /// When a download has waited for a byte for too long; the far future for what libcurl ends by itself.
    [[nodiscard]] Time deadline() const;

    /// libcurl may not be told so while it calls; the next thing that it asks ends the call.
    void give_up() { is_given_up_ = true; }
    [[nodiscard]] bool is_given_up() const { return is_given_up_; }

    /// What a function of the call threw; once.
    [[nodiscard]] std::exception_ptr take_thrown() { return std::exchange(thrown_, nullptr); }

    /// Gives the call's reply to its owner.
    void finish(CURLcode code);

private:
    template <typename Value>
    void set(CURLoption option, Value value);
    void set_up();
    void set_request();
    void set_tls();
    void set_route();
    void add_header(std::string line);
    [[nodiscard]] Transport transport_of(CURLcode code) const;
    void read_head();

    static int on_request(void* self, char*, char*, int, int) noexcept;
    static std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* self) noexcept;
    static std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* self) noexcept;
    static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* address) noexcept;
    bool may_send();
    bool take_piece(std::string_view piece);
    bool may_connect(const sockaddr& address);

    Call call_;
    const WireTerms& terms_;
    Callee callee_;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_;
    std::vector<std::string> header_lines_;
    std::vector<curl_slist> header_list_;
    std::array<char, CURL_ERROR_SIZE> error_{};
    Reply reply_;
    std::string refused_;  ///< an address that it was to connect to
    Time last_byte_ = Clock::now();
    std::size_t header_bytes_ = 0;
    bool has_head_ = false;
    bool has_all_headers_ = false;  ///< of the answer itself
    bool has_asked_ = false;        ///< libcurl was about to send
    bool has_begun_ = false;        ///< and was let
    bool is_too_large_ = false;
    bool is_given_up_ = false;
    std::exception_ptr thrown_;
};

/// How a call that libcurl ended with `code` before its request began is told.
[[nodiscard]] Transport before_request(CURLcode code);

/// Retry-After: seconds or a date, at most an hour.
[[nodiscard]] std::optional<std::chrono::seconds> read_retry_after(std::string_view value);

}  // namespace camlint
