#include "submit/wire.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "submit/error.hpp"
#include "submit/transfer.hpp"

namespace camlint {
namespace {

/// The proxy for calls with TLS, as libcurl finds it: what is set, else the environment's.
std::string find_proxy(const WireOptions& options) {
    if (!options.proxy.empty()) return options.proxy;
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
    }
    return {};
}

/// The key's bytes are not in the message.
std::string authorization_of(const std::string& key) {
    if (key.empty()) return {};
    if (!std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; })) {
        throw SubmitError(exit_authentication, "the key has blanks or other than ASCII characters in it");
    }
    return "Authorization: Bearer " + key;
}

}  // namespace

class Wire::Calls {
public:
    Calls(const WireOptions& options, const std::string& key);
    ~Calls();
    Calls(const Calls&) = delete;
    Calls& operator=(const Calls&) = delete;

    std::uint64_t start(Call call);
    void give_up(std::uint64_t call);
    [[nodiscard]] std::size_t active() const { return transfers_.size(); }
    void run(Time until, int also, int and_also);

private:
    bool admit();
    void perform();
    bool collect();
    bool end_the_silent();
    void end(std::uint64_t call, CURLcode code);
    void remove_given_up();
    void wait(Time until, int also, int and_also);

    WireTerms terms_;
    CURLM* multi_ = nullptr;
    std::map<std::uint64_t, std::unique_ptr<Transfer>> transfers_;
    std::vector<std::uint64_t> waiting_;  ///< not yet given to libcurl, which takes none while it calls
    std::uint64_t last_ = 0;
    bool is_inside_ = false;  ///< libcurl is calling
};

Wire::Calls::Calls(const WireOptions& options, const std::string& key)
    : terms_{options, authorization_of(key), 0} {
    static const CURLcode is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (const std::string proxy = find_proxy(options); !proxy.empty()) {
        // A proxy's address may hold a password, so no message repeats it.
        terms_.proxy_port = proxy_port(proxy);
        if (terms_.proxy_port == 0) {
            throw SubmitError(exit_usage, "the proxy's address is not a URL; expected 'http://HOST:PORT'");
        }
    }
    if (!options.ca_file.empty() && access(options.ca_file.c_str(), R_OK) != 0) {
        throw SubmitError(exit_usage, fmt::format("cannot read the certificates of '{}': {}", options.ca_file,
                                                  std::strerror(errno)));
    }
    multi_ = is_ready == CURLE_OK ? curl_multi_init() : nullptr;
    if (multi_ == nullptr) throw SubmitError(exit_usage, "libcurl cannot be used: out of memory");
    curl_multi_setopt(multi_, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
}

Wire::Calls::~Calls() {
    for (auto& [call, transfer] : transfers_) {
        if (transfer->handle() != nullptr) curl_multi_remove_handle(multi_, transfer->handle());
    }
    transfers_.clear();
    curl_multi_cleanup(multi_);
}

std::uint64_t Wire::Calls::start(Call call) {
    const std::uint64_t number = ++last_;
    transfers_.emplace(number, std::make_unique<Transfer>(std::move(call), terms_));
    waiting_.push_back(number);
    return number;
}

void Wire::Calls::give_up(std::uint64_t call) {
    const auto found = transfers_.find(call);
    if (found == transfers_.end()) return;
    found->second->give_up();
    if (!is_inside_) remove_given_up();
}

void Wire::Calls::remove_given_up() {
    for (auto it = transfers_.begin(); it != transfers_.end();) {
        if (!it->second->is_given_up()) {
            ++it;
            continue;
        }
        if (it->second->handle() != nullptr) curl_multi_remove_handle(multi_, it->second->handle());
        std::erase(waiting_, it->first);
        it = transfers_.erase(it);
    }
}

/// Starts what waits; gives whether a call ended here.
bool Wire::Calls::admit() {
    bool has_ended = false;
    // What ends here may start more; that waits for the next time, so that nothing goes round for ever.
    for (const std::uint64_t call : std::exchange(waiting_, {})) {
        const auto found = transfers_.find(call);
        if (found == transfers_.end()) continue;
        Transfer& transfer = *found->second;
        transfer.starts(Clock::now());
        if (!transfer.is_refused() && curl_multi_add_handle(multi_, transfer.handle()) == CURLM_OK) continue;
        end(call, CURLE_FAILED_INIT);
        has_ended = true;
    }
    return has_ended;
}

void Wire::Calls::perform() {
    int running = 0;
    is_inside_ = true;
    const CURLMcode code = curl_multi_perform(multi_, &running);
    is_inside_ = false;
    remove_given_up();
    for (auto& [call, transfer] : transfers_) {
        if (const std::exception_ptr thrown = transfer->take_thrown()) std::rethrow_exception(thrown);
    }
    if (code != CURLM_OK)
        throw SubmitError(exit_unreached, fmt::format("libcurl: {}", curl_multi_strerror(code)));
}

void Wire::Calls::end(std::uint64_t call, CURLcode code) {
    auto node = transfers_.extract(call);
    if (node.empty()) return;
    Transfer& transfer = *node.mapped();
    if (transfer.handle() != nullptr) curl_multi_remove_handle(multi_, transfer.handle());
    transfer.finish(code);
}

/// Tells the owners of what has ended; gives whether there was any.
bool Wire::Calls::collect() {
    bool has_ended = false;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;
        const auto found = std::ranges::find_if(
            transfers_, [&](const auto& row) { return row.second->handle() == message->easy_handle; });
        if (found == transfers_.end()) continue;
        end(found->first, code);
        has_ended = true;
    }
    return has_ended;
}

bool Wire::Calls::end_the_silent() {
    const Time now = Clock::now();
    std::vector<std::uint64_t> silent;
    for (const auto& [call, transfer] : transfers_) {
        if (transfer->deadline() <= now) silent.push_back(call);
    }
    for (const std::uint64_t call : silent) end(call, CURLE_OPERATION_TIMEDOUT);
    return !silent.empty();
}

void Wire::Calls::wait(Time until, int also, int and_also) {
    for (const auto& [call, transfer] : transfers_) until = std::min(until, transfer->deadline());
    constexpr std::chrono::milliseconds longest{60'000};
    const Time now = Clock::now();
    until = std::max(until, now);  // the far past would overflow
    const auto left =
        until > now + longest ? longest : std::chrono::ceil<std::chrono::milliseconds>(until - now);
    std::vector<curl_waitfd> extra;
    for (const int descriptor : {also, and_also}) {
        if (descriptor >= 0) extra.push_back({descriptor, CURL_WAIT_POLLIN, 0});
    }
    const auto milliseconds = static_cast<int>(std::max<std::int64_t>(0, left.count()));
    // A signal ends the wait with an error of its own in some versions; the caller looks at what came.
    curl_multi_poll(multi_, extra.data(), static_cast<unsigned>(extra.size()), milliseconds, nullptr);
}

void Wire::Calls::run(Time until, int also, int and_also) {
    bool has_happened = admit();
    perform();
    has_happened = collect() || has_happened;
    has_happened = end_the_silent() || has_happened;
    if (has_happened || !waiting_.empty()) return;
    wait(until, also, and_also);
    perform();
    collect();
    end_the_silent();
}

Wire::Wire(const WireOptions& options, const std::string& key)
    : calls_(std::make_unique<Calls>(options, key)) {}
Wire::~Wire() = default;

std::uint64_t Wire::start(Call call) { return calls_->start(std::move(call)); }
void Wire::give_up(std::uint64_t call) { calls_->give_up(call); }
std::size_t Wire::active() const { return calls_->active(); }
void Wire::run(Time until, int also, int and_also) { calls_->run(until, also, and_also); }

}  // namespace camlint
