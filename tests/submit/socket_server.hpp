#pragma once
// A server for tests that does with each connection what a function of the test says, in a thread of its
// own; with TLS where it is given a certificate. Speaks no HTTP beyond reading a request.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <functional>
#include <latch>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace camlint::test {

class Peer {
public:
    Peer(int socket, SSL_CTX* context) : socket_(socket) {
        const timeval patience{20, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (context == nullptr) return;
        tls_ = SSL_new(context);
        SSL_set_fd(tls_, socket_);
        is_broken_ = SSL_accept(tls_) != 1;
    }
    ~Peer() { close(); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    std::string head, body;  ///< of the last request

    /// False where no whole request comes.
    bool read_request() {
        if (!read_head()) return false;
        std::size_t length = 0;
        if (const std::size_t at = head.find("Content-Length: "); at != std::string::npos) {
            length = std::stoul(head.substr(at + 16));
        }
        while (rest_.size() < length) {
            if (!read_more()) return false;
        }
        body = rest_.substr(0, length);
        rest_.erase(0, length);
        return true;
    }
    bool read_head() {
        std::size_t end = 0;
        while ((end = rest_.find("\r\n\r\n")) == std::string::npos) {
            if (!read_more()) return false;
        }
        head = rest_.substr(0, end + 4);
        rest_.erase(0, end + 4);
        return true;
    }
    bool send(std::string_view text) {
        while (!text.empty()) {
            const long sent = tls_ != nullptr ? SSL_write(tls_, text.data(), static_cast<int>(text.size()))
                                              : ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void answer(std::string_view text, std::string_view more_headers = "",
                std::string_view status = "200 OK") {
        send("HTTP/1.1 " + std::string(status) + "\r\nContent-Length: " + std::to_string(text.size()) +
             "\r\n" + std::string(more_headers) + "\r\n" + std::string(text));
    }
    /// Until the other side has closed.
    void wait_for_end() {
        while (read_more()) rest_.clear();
    }
    void reset() {
        const linger now{1, 0};
        setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        ::close(std::exchange(socket_, -1));
    }
    void close() {
        if (tls_ != nullptr && socket_ >= 0 && !is_broken_) SSL_shutdown(tls_);
        SSL_free(std::exchange(tls_, nullptr));
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }

private:
    bool read_more() {
        char bytes[16384];
        if (is_broken_ || socket_ < 0) return false;
        const long got =
            tls_ != nullptr ? SSL_read(tls_, bytes, sizeof bytes) : recv(socket_, bytes, sizeof bytes, 0);
        if (got <= 0) return false;
        rest_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    SSL* tls_ = nullptr;
    bool is_broken_ = false;
    std::string rest_;
};

class SocketServer {
public:
    using Serve = std::function<void(Peer&)>;

    /// `certificate`: a PEM file with the key in it, empty for no TLS.
    explicit SocketServer(Serve serve, const std::string& certificate = "") : serve_(std::move(serve)) {
        if (!certificate.empty()) {
            context_.reset(SSL_CTX_new(TLS_server_method()));
            if (SSL_CTX_use_certificate_file(context_.get(), certificate.c_str(), SSL_FILETYPE_PEM) != 1 ||
                SSL_CTX_use_PrivateKey_file(context_.get(), certificate.c_str(), SSL_FILETYPE_PEM) != 1) {
                throw std::runtime_error("no certificate for the test");
            }
        }
        listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        if (bind(listener_, plain, size) != 0 || listen(listener_, 128) != 0 ||
            getsockname(listener_, plain, &size) != 0) {
            throw std::runtime_error("no socket for the test");
        }
        port_ = ntohs(address.sin_port);
        acceptor_ = std::thread([this] { accept_all(); });
        // A test that forks must not do so while that thread holds a lock of the allocator: a sanitizer's is
        // not free in the child.
        begun_.wait();
    }
    ~SocketServer() {
        shutdown(listener_, SHUT_RDWR);
        acceptor_.join();
        close(listener_);
        for (std::thread& thread : threads_) thread.join();
    }
    SocketServer(const SocketServer&) = delete;
    SocketServer& operator=(const SocketServer&) = delete;

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::string url(std::string_view path = "/") const {
        return (context_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_) +
               std::string(path);
    }
    [[nodiscard]] int connections() const { return connections_; }

private:
    /// OpenSSL writes to sockets whose other side has gone; only this side's threads are spared the signal.
    static void ignore_broken_pipes() {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    }
    void accept_all() {
        ignore_broken_pipes();  // threads that it starts inherit it
        begun_.count_down();
        while (true) {
            const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0) return;
            ++connections_;
            threads_.emplace_back([this, socket] {
                Peer peer(socket, context_.get());
                serve_(peer);
            });
        }
    }

    Serve serve_;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, &SSL_CTX_free};
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> connections_ = 0;
    std::latch begun_{1};
    std::thread acceptor_;
    std::vector<std::thread> threads_;
};

}  // namespace camlint::test
