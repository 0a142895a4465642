#include "submit/receiver.hpp"

#include <microhttpd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <exception>
#include <list>
#include <utility>

#include <fmt/format.h>

#include "submit/callback.hpp"
#include "submit/error.hpp"
#include "submit/listener.hpp"

namespace camlint {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_header = std::size_t{8} << 10;
constexpr std::size_t most_body = std::size_t{64} << 10;
/// What the library keeps of headers: their text, and a record of each.
constexpr std::size_t most_pool = 2 * most_header;
/// For a whole request, and for taking an answer after one.
constexpr auto patience = 2s;
/// How long a caller that is told of nothing to do may stay away.
constexpr auto idle = 60s;

/// How many connections are held at once. The library stops to accept at that number, so the oldest gives
/// way when there are a sixteenth fewer: what is shut down takes a turn until it is gone.
constexpr std::size_t most_connections = 1024;
constexpr std::size_t eviction_at(std::size_t most) { return most - most / 16; }

/// Sees to descriptors for all connections and for the rest of the program, as far as the system lets it.
std::size_t room_for_connections() {
    constexpr rlim_t rest = 256;
    constexpr rlim_t wanted = most_connections + rest;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return most_connections / 2;
    if (limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min(wanted, limit.rlim_max);
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur >= wanted) return most_connections;
    return std::max<std::size_t>(limit.rlim_cur > 2 * rest ? limit.rlim_cur - rest : limit.rlim_cur / 2, 16);
}

/// A connection, in one of the lists of the server, each in the order of its deadlines.
struct Peer {
    int socket = -1;
    Time deadline;
    std::list<Peer>* list = nullptr;
    std::list<Peer>::iterator place;
    bool has_begun = false;  ///< its headers have been looked at
    CallbackPath path;
    std::string body;
};

/// Nothing for what is no number, or is not said.
std::optional<std::uint64_t> content_length(MHD_Connection* connection) {
    const char* text =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    if (text == nullptr) return {};
    std::uint64_t length = 0;
    const char* end = text + std::strlen(text);
    const auto result = std::from_chars(text, end, length);
    if (result.ec == std::errc::result_out_of_range) return UINT64_MAX;
    if (result.ec != std::errc() || result.ptr != end) return {};
    return length;
}

std::size_t header_size(MHD_Connection* connection) {
    const MHD_ConnectionInfo* info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info == nullptr ? 0 : info->header_size;
}

Peer* peer_of(MHD_Connection* connection) {
    const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == nullptr ? nullptr : static_cast<Peer*>(info->socket_context);
}

}  // namespace

class Receiver::Server {
public:
    Server(ReceiverOptions options, Update update);
    ~Server() { MHD_stop_daemon(daemon_); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] int descriptor() const {
        return MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    }
    Time step(Time now);

private:
    void open(MHD_Connection* connection, void** context);
    static void close(void** context);
    MHD_Result handle(MHD_Connection* connection, Peer& peer, const char* path, std::string_view method,
                      std::string_view piece);
    MHD_Result begin(MHD_Connection* connection, Peer& peer, std::string_view path, std::string_view method);
    static MHD_Result take(Peer& peer, std::string_view piece);
    MHD_Result finish(MHD_Connection* connection, Peer& peer);
    MHD_Result respond(MHD_Connection* connection, Peer& peer, unsigned status, std::string body = {});
    bool keep(const Peer& peer, const Answer& answer);
    static void move(Peer& peer, std::list<Peer>& list);
    void end(Peer& peer);
    void end_overdue();

    std::string secret_;
    Update update_;
    Time now_ = Clock::now();
    std::size_t most_ = room_for_connections();
    std::list<Peer> incoming_;   ///< without a whole request
    std::list<Peer> answering_;  ///< with an answer on its way
    std::list<Peer> ending_;     ///< shut down; the library has yet to notice
    std::exception_ptr thrown_;  ///< by `update_`: it must not pass through the library's frames
    std::uint16_t port_ = 0;
    MHD_Daemon* daemon_ = nullptr;
};

Receiver::Server::Server(ReceiverOptions options, Update update)
    : secret_(std::move(options.secret)), update_(std::move(update)) {
    const Listener listener = listen_on(options.listen, options.port);
    port_ = listener.port;
    // The library prints nothing, and leaves percent signs of a path alone: "%00" would end it.
    const auto say_nothing = [](void*, const char*, va_list) {};
    const auto as_it_is = [](void*, MHD_Connection*, char* text) { return std::strlen(text); };
    const MHD_AccessHandlerCallback serve = [](void* self, MHD_Connection* connection, const char* path,
                                               const char* method, const char*, const char* piece,
                                               std::size_t* size, void**) {
        Peer* peer = peer_of(connection);
        if (peer == nullptr) return MHD_NO;
        const std::string_view bytes = *size == 0 ? std::string_view() : std::string_view(piece, *size);
        *size = 0;
        return static_cast<Server*>(self)->handle(connection, *peer, path, method, bytes);
    };
    const MHD_NotifyConnectionCallback notice = [](void* self, MHD_Connection* connection, void** context,
                                                   MHD_ConnectionNotificationCode what) {
        if (what == MHD_CONNECTION_NOTIFY_STARTED) {
            static_cast<Server*>(self)->open(connection, context);
        } else {
            close(context);
        }
    };
    daemon_ = MHD_start_daemon(MHD_USE_EPOLL, 0, nullptr, nullptr, serve, this, MHD_OPTION_EXTERNAL_LOGGER,
                               static_cast<void (*)(void*, const char*, va_list)>(say_nothing), nullptr,
                               MHD_OPTION_LISTEN_SOCKET, listener.descriptor, MHD_OPTION_CONNECTION_LIMIT,
                               static_cast<unsigned>(most_), MHD_OPTION_CONNECTION_MEMORY_LIMIT, most_pool,
                               MHD_OPTION_CONNECTION_TIMEOUT, 0U, MHD_OPTION_UNESCAPE_CALLBACK,
                               static_cast<std::size_t (*)(void*, MHD_Connection*, char*)>(as_it_is), nullptr,
                               MHD_OPTION_NOTIFY_CONNECTION, notice, this, MHD_OPTION_END);
    if (daemon_ == nullptr) {
        throw SubmitError(exit_usage, fmt::format("cannot serve callbacks on '{}', port {}: {}",
                                                  options.listen, port_, std::strerror(errno)));
    }
}

Time Receiver::Server::step(Time now) {
    now_ = now;
    end_overdue();
    // A flood must not keep the owner from its other work; what is left is for the next call.
    constexpr int most_rounds = 16;
    bool has_more = true;
    for (int round = 0; round < most_rounds && has_more; ++round) {
        MHD_run(daemon_);
        unsigned long long milliseconds = 0;
        has_more = MHD_get_timeout(daemon_, &milliseconds) == MHD_YES && milliseconds == 0;
    }
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    Time next = has_more ? now : now + idle;
    for (const std::list<Peer>* list : {&incoming_, &answering_}) {
        if (!list->empty()) next = std::min(next, list->front().deadline);
    }
    return next;
}

void Receiver::Server::open(MHD_Connection* connection, void** context) {
    *context = nullptr;
    const int socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    try {
        Peer& peer = incoming_.emplace_back();
        peer.socket = socket;
        peer.deadline = now_ + patience;
        peer.list = &incoming_;
        peer.place = std::prev(incoming_.end());
        *context = &peer;
    } catch (const std::bad_alloc&) {
        shutdown(socket, SHUT_RDWR);
        return;
    }
    if (incoming_.size() + answering_.size() + ending_.size() <= eviction_at(most_)) return;
    if (incoming_.size() > 1) {
        end(incoming_.front());
    } else if (!answering_.empty()) {
        end(answering_.front());
    }
}

void Receiver::Server::close(void** context) {
    const Peer* peer = static_cast<Peer*>(*context);
    *context = nullptr;
    if (peer != nullptr) peer->list->erase(peer->place);
}

void Receiver::Server::move(Peer& peer, std::list<Peer>& list) {
    list.splice(list.end(), *peer.list, peer.place);
    peer.list = &list;
}

void Receiver::Server::end(Peer& peer) {
    move(peer, ending_);
    shutdown(peer.socket, SHUT_RDWR);
}

void Receiver::Server::end_overdue() {
    for (std::list<Peer>* list : {&incoming_, &answering_}) {
        while (!list->empty() && list->front().deadline <= now_) end(list->front());
    }
}

MHD_Result Receiver::Server::handle(MHD_Connection* connection, Peer& peer, const char* path,
                                    std::string_view method, std::string_view piece) {
    if (peer.list == &ending_) return MHD_NO;
    try {
        if (!std::exchange(peer.has_begun, true)) return begin(connection, peer, path, method);
        return piece.empty() ? finish(connection, peer) : take(peer, piece);
    } catch (const std::exception&) {
        return MHD_NO;  // no memory: the connection is closed
    }
}

MHD_Result Receiver::Server::begin(MHD_Connection* connection, Peer& peer, std::string_view path,
                                   std::string_view method) {
    if (header_size(connection) > most_header) {
        return respond(connection, peer, MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    peer.path = read_callback_path(path, secret_);
    if (peer.path.place == CallbackPlace::nowhere) return respond(connection, peer, MHD_HTTP_NOT_FOUND);
    if (method != MHD_HTTP_METHOD_POST) return respond(connection, peer, MHD_HTTP_METHOD_NOT_ALLOWED);
    if (content_length(connection).value_or(0) > most_body) {
        return respond(connection, peer, MHD_HTTP_CONTENT_TOO_LARGE);
    }
    return MHD_YES;
}

MHD_Result Receiver::Server::take(Peer& peer, std::string_view piece) {
    const std::size_t size = peer.body.size() + piece.size();
    if (size > most_body) {
        // In the midst of a body the library takes no answer, and has sent none: this is the only one.
        constexpr std::string_view answer =
            "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        send(peer.socket, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        return MHD_NO;
    }
    if (size > peer.body.capacity()) {
        peer.body.reserve(std::min(most_body, std::max(size, 2 * peer.body.capacity())));
    }
    peer.body.append(piece);
    return MHD_YES;
}

MHD_Result Receiver::Server::finish(MHD_Connection* connection, Peer& peer) {
    if (peer.path.place == CallbackPlace::other) return respond(connection, peer, MHD_HTTP_BAD_REQUEST);
    if (const auto challenge = read_challenge(peer.body)) {
        return respond(connection, peer, MHD_HTTP_OK, fmt::format(R"({{"challenge": {}}})", *challenge));
    }
    const Answer answer = read_answer(peer.body);
    if (peer.path.place != CallbackPlace::attempt || !is_id(answer.task_id)) {
        return respond(connection, peer, MHD_HTTP_BAD_REQUEST);
    }
    if (!keep(peer, answer)) return respond(connection, peer, MHD_HTTP_SERVICE_UNAVAILABLE);
    return respond(connection, peer, MHD_HTTP_OK, R"({"status":"success"})");
}

bool Receiver::Server::keep(const Peer& peer, const Answer& answer) {
    try {
        return update_(peer.path.nonce, answer);
    } catch (...) {
        if (!thrown_) thrown_ = std::current_exception();
        return false;
    }
}

MHD_Result Receiver::Server::respond(MHD_Connection* connection, Peer& peer, unsigned status,
                                     std::string body) {
    peer.body = std::string();
    peer.deadline = now_ + patience;
    move(peer, answering_);
    MHD_Response* response = MHD_create_response_from_buffer(body.size(), body.data(), MHD_RESPMEM_MUST_COPY);
    if (response == nullptr) return MHD_NO;
    const auto add = [&](const char* name, const char* value) {
        return MHD_add_response_header(response, name, value) == MHD_YES;
    };
    bool is_whole = add(MHD_HTTP_HEADER_CONNECTION, "close");
    if (!body.empty()) is_whole = add(MHD_HTTP_HEADER_CONTENT_TYPE, "application/json") && is_whole;
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED) is_whole = add(MHD_HTTP_HEADER_ALLOW, "POST") && is_whole;
    const MHD_Result result = is_whole ? MHD_queue_response(connection, status, response) : MHD_NO;
    MHD_destroy_response(response);
    return result;
}

Receiver::Receiver(ReceiverOptions options, Update update)
    : server_(std::make_unique<Server>(std::move(options), std::move(update))) {}
Receiver::~Receiver() = default;

std::uint16_t Receiver::port() const { return server_->port(); }
int Receiver::descriptor() const { return server_->descriptor(); }
Time Receiver::step(Time now) { return server_->step(now); }

}  // namespace camlint
