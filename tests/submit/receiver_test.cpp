// The callback receiver over real sockets. Time is told to it, so no test waits for a deadline.

#include "submit/receiver.hpp"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "submit/callback.hpp"
#include "submit/callee.hpp"
#include "submit/error.hpp"
#include "support/catch.hpp"

namespace camlint::test {
namespace {

using namespace std::chrono_literals;

const std::string secret(64, '5');
const std::string nonce = "0123456789abcdef0123456789abcdef";
const std::string ours = "/" + secret + "/" + nonce;

/// A connection whose answer is read as it comes.
class Client {
public:
    /// `room` is how many bytes the system keeps for it, 0 for what is usual.
    explicit Client(std::uint16_t port, int room = 0) {
        descriptor_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        REQUIRE(descriptor_ >= 0);
        if (room != 0) setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(connect(descriptor_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
        fcntl(descriptor_, F_SETFL, O_NONBLOCK);
    }
    ~Client() { leave(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Gives how much the system takes; 0 where the other side is gone.
    std::size_t say(std::string_view bytes) const {
        const ssize_t sent = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        return sent < 0 ? 0 : static_cast<std::size_t>(sent);
    }

    void read() {
        char buffer[4096];
        while (!closed) {
            const ssize_t size = recv(descriptor_, buffer, sizeof buffer, 0);
            if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
            if (size <= 0) closed = true;
            if (size > 0) got.append(buffer, static_cast<std::size_t>(size));
        }
    }

    void leave(bool with_reset = false) {
        if (descriptor_ < 0) return;
        const linger now{.l_onoff = 1, .l_linger = 0};
        if (with_reset) setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close(descriptor_);
        descriptor_ = -1;
    }

    [[nodiscard]] int descriptor() const { return descriptor_; }

    std::string got;
    bool closed = false;

private:
    int descriptor_ = -1;
};

struct Heard {
    std::string nonce;
    std::string task_id;
    std::string status;
};

/// A receiver with a clock of its own.
struct Bench {
    explicit Bench(std::string address = "127.0.0.1")
        : receiver({.listen = std::move(address), .port = 0, .secret = secret},
                   [this](std::string_view of, const Answer& answer) {
                       if (throws) throw std::runtime_error("cannot keep it");
                       heard.push_back({std::string(of), answer.task_id, answer.status});
                       return keeps;
                   }) {}

    /// Lets the receiver work until `is_there`; fails after 20 s of the real clock.
    template <typename IsThere>
    void until(IsThere is_there) {
        const Time end = Clock::now() + 20s;
        while (!is_there()) {
            REQUIRE(Clock::now() < end);
            next = receiver.step(now);
            pollfd waited{.fd = receiver.descriptor(), .events = POLLIN, .revents = 0};
            if (next > now) poll(&waited, 1, 1);
        }
    }

    /// Lets it do all that there is to do now.
    void settle() {
        for (int quiet = 0; quiet < 3;) {
            next = receiver.step(now);
            pollfd waited{.fd = receiver.descriptor(), .events = POLLIN, .revents = 0};
            quiet = poll(&waited, 1, 0) == 0 && next > now ? quiet + 1 : 0;
        }
    }

    std::string end_of(Client& client) {
        until([&] { return client.read(), client.closed; });
        return client.got;
    }

    std::string ask(std::string_view request) {
        Client client(receiver.port());
        std::size_t sent = 0;
        until([&] {
            sent += client.say(request.substr(sent));
            client.read();
            return client.closed || sent == request.size();
        });
        return end_of(client);
    }

    bool keeps = true;
    bool throws = false;
    std::vector<Heard> heard;
    Receiver receiver;
    Time now = Clock::now();
    Time next = now;
};

std::string post(std::string_view path, std::string_view body, std::string_view more = "") {
    return fmt::format("POST {} HTTP/1.1\r\nHost: x\r\n{}Content-Length: {}\r\n\r\n{}", path, more,
                       body.size(), body);
}

std::string chunk(std::string_view body) { return fmt::format("{:x}\r\n{}\r\n", body.size(), body); }

std::string chunked(std::string_view path) {
    return fmt::format("POST {} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", path);
}

int status_of(std::string_view answer) {
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(std::string(answer.substr(9, 3))) : 0;
}

std::string body_of(std::string_view answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? "(no end of headers)" : std::string(answer.substr(end + 4));
}

bool says(std::string_view answer, std::string_view header) {
    return answer.substr(0, answer.find("\r\n\r\n") + 2).find(fmt::format("\r\n{}\r\n", header)) !=
           std::string_view::npos;
}

std::size_t open_descriptors() {
    std::size_t count = 0;
    DIR* folder = opendir("/proc/self/fd");
    REQUIRE(folder != nullptr);
    while (readdir(folder) != nullptr) ++count;
    closedir(folder);
    return count;
}

}  // namespace

TEST_CASE("a challenge is echoed with its type and text") {
    Bench bench;
    const std::string deep = std::string(30, '[') + std::string(30, ']');
    for (const std::string challenge :
         {R"("abc")", R"("")", "7", "-0.50e+3", "123456789012345678901234567890", R"("\u00e9\n\"\\")",
          R"("镜头")", R"("\ud800")"}) {
        for (const std::string& path : {ours, "/" + secret, "/" + secret + "/", ours + "?from=service"}) {
            for (const std::string& body : {R"({"challenge": )" + challenge + "}",
                                            R"( { "a" : )" + deep + R"(, "challenge":)" + challenge +
                                                R"( , "b" : [ {"challenge": 1} ] } )"}) {
                CAPTURE(path, body);
                const std::string answer = bench.ask(post(path, body));
                CHECK(status_of(answer) == 200);
                CHECK(body_of(answer) == R"({"challenge": )" + challenge + "}");
                CHECK(says(answer, "Content-Type: application/json"));
                CHECK(says(answer, "Connection: close"));
            }
        }
    }
    CHECK(bench.heard.empty());
}

TEST_CASE("what is neither a challenge nor an update is refused") {
    Bench bench;
    const std::string task = R"({"task_id": "77", "status": "success"})";
    struct Row {
        std::string path;
        std::string body;
    };
    for (const Row& row : {Row{ours, ""},
                           {ours, "{"},
                           {ours, "[]"},
                           {ours, "null"},
                           {ours, R"("challenge")"},
                           {ours, R"({"challenge": null})"},
                           {ours, R"({"challenge": true})"},
                           {ours, R"({"challenge": ["a"]})"},
                           {ours, R"({"challenge": {"challenge": 1}})"},
                           {ours, R"({"task_id": ""})"},
                           {ours, R"({"task_id": "../../etc"})"},
                           {ours, R"({"status": "success"})"},
                           {ours, std::string(65'536, '[')},
                           {ours, std::string(40'000, '\0')},
                           {ours, R"({"challenge": "a)"},
                           {"/" + secret, task},
                           {ours + "/", task},
                           {ours + "/x", R"({"challenge": 1})"},
                           {"/" + secret + "/NONCE", R"({"challenge": 1})"},
                           {"/" + secret + "//" + nonce, R"({"challenge": 1})"}}) {
        CAPTURE(row.path, row.body.substr(0, 60));
        const std::string answer = bench.ask(post(row.path, row.body));
        CHECK(status_of(answer) == 400);
        CHECK(says(answer, "Connection: close"));
    }
    CHECK(bench.heard.empty());
}

TEST_CASE("without the secret every path and method gets the same answer") {
    Bench bench;
    const auto without_date = [](std::string answer) {
        const std::size_t date = answer.find("Date: ");
        if (date != std::string::npos) answer.erase(date, answer.find("\r\n", date) + 2 - date);
        return answer;
    };
    const std::string first = without_date(bench.ask(post("/", R"({"challenge": 1})")));
    CHECK(status_of(first) == 404);
    CHECK(body_of(first).empty());
    std::string nearly = secret;
    nearly.back() = '6';
    for (const std::string& path :
         {std::string("/"), std::string("*"), std::string("/" + nonce), "/" + nearly,
          "/" + nearly + "/" + nonce, "//" + secret, "/" + secret + "5", "/" + secret.substr(1),
          "/" + secret + "%2f" + nonce, "/" + secret + "%00", "/%35" + secret.substr(1), "/x/" + secret,
          "/x?" + secret}) {
        for (const std::string method :
             {"POST", "GET", "PUT", "HEAD", "OPTIONS", "DELETE", "TRACE", "BREW"}) {
            CAPTURE(method, path);
            const std::string head = method + " " + path + " HTTP/1.1\r\nHost: x\r\n";
            CHECK(without_date(bench.ask(head + "\r\n")) == first);
            CHECK(without_date(bench.ask(head + "Content-Length: 99999999\r\n\r\n")) == first);
        }
    }
    CHECK(bench.heard.empty());
}

TEST_CASE("behind the secret only POST is taken") {
    Bench bench;
    for (const std::string& path : {ours, "/" + secret, "/" + secret + "/x"}) {
        for (const std::string method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
            CAPTURE(method, path);
            const std::string answer = bench.ask(method + " " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            CHECK(status_of(answer) == 405);
            CHECK(says(answer, "Allow: POST"));
            CHECK(says(answer, "Connection: close"));
        }
    }
}

TEST_CASE("an update is handed on, and the sender told whether it is kept") {
    Bench bench;
    const std::string update = R"({"task_id": "176843862716480", "status": "processing"})";
    CHECK(body_of(bench.ask(post(ours, update))) == R"({"status":"success"})");
    REQUIRE(bench.heard.size() == 1);
    CHECK(bench.heard[0].nonce == nonce);
    CHECK(bench.heard[0].task_id == "176843862716480");
    CHECK(bench.heard[0].status == "processing");

    bench.keeps = false;
    CHECK(status_of(bench.ask(post(ours, update))) == 503);
    CHECK(bench.heard.size() == 2);
}

TEST_CASE("what keeping an update throws comes out of step, and the sender is told") {
    Bench bench;
    bench.throws = true;
    Client client(bench.receiver.port());
    client.say(post(ours, R"({"task_id": "1", "status": "fail"})"));
    CHECK_THROWS_AS(bench.until([] { return false; }), std::runtime_error);
    bench.throws = false;
    CHECK(status_of(bench.end_of(client)) == 503);
    CHECK(status_of(bench.ask(post(ours, R"({"challenge": 1})"))) == 200);
}

TEST_CASE("a body may have 64 KiB") {
    Bench bench;
    const auto padded = [](std::size_t size) {
        const std::string body = R"({"challenge": 5})";
        return body + std::string(size - body.size(), ' ');
    };
    const auto in_chunks = [](const std::string& body) {
        std::string request = chunked(ours);
        for (std::size_t i = 0; i < body.size(); i += 1000)
            request += chunk(std::string_view(body).substr(i, 1000));
        return request + "0\r\n\r\n";
    };
    CHECK(status_of(bench.ask(post(ours, padded(65'536)))) == 200);
    CHECK(status_of(bench.ask(in_chunks(padded(65'536)))) == 200);
    CHECK(status_of(bench.ask(post(ours, padded(65'537)))) == 413);
    CHECK(status_of(bench.ask(in_chunks(padded(65'537)))) == 413);
    // Told before a byte of it comes.
    for (const std::string length : {"65537", "99999999999", "18446744073709551615"}) {
        const std::string answer =
            bench.ask("POST " + ours + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");
        CHECK(status_of(answer) == 413);
        CHECK(says(answer, "Connection: close"));
    }
}

TEST_CASE("headers may have 8 KiB") {
    Bench bench;
    const auto padded = [](std::size_t size) {
        return post(ours, R"({"challenge": 5})", "X: " + std::string(size, 'x') + "\r\n");
    };
    CHECK(status_of(bench.ask(padded(7'900))) == 200);
    for (const std::size_t size : {8'200U, 12'000U, 16'000U, 20'000U, 1'000'000U}) {
        CAPTURE(size);
        const int status = status_of(bench.ask(padded(size)));
        CHECK((status == 431 || status == 0));
    }
    std::string many;
    for (int i = 0; i < 2000; ++i) many += "a:b\r\n";
    const int status = status_of(bench.ask(post(ours, R"({"challenge": 5})", many)));
    CHECK((status == 431 || status == 0));
    CHECK(status_of(bench.ask(std::string(100'000, 'G'))) != 200);
}

TEST_CASE("a request may come in any pieces") {
    Bench bench;
    const std::string body = R"({"challenge": "in pieces"})";
    const std::string in_chunks = chunked(ours) + chunk(body.substr(0, 1)) + chunk(body.substr(1, 12)) +
                                  chunk(body.substr(13)) + "0\r\n\r\n";
    for (const std::string& request : {post(ours, body), in_chunks}) {
        Client client(bench.receiver.port());
        for (const char byte : request) {
            client.say(std::string_view(&byte, 1));
            bench.settle();
        }
        CHECK(body_of(bench.end_of(client)) == body);
    }
}

TEST_CASE("a sender that waits for 100 Continue gets it") {
    Bench bench;
    const std::string body = R"({"challenge": "waits"})";
    const std::string request = post(ours, body, "Expect: 100-continue\r\n");
    Client client(bench.receiver.port());
    client.say(std::string_view(request).substr(0, request.size() - body.size()));
    bench.until([&] { return client.read(), client.got.starts_with("HTTP/1.1 100 Continue\r\n\r\n"); });
    client.say(body);
    CHECK(bench.end_of(client).ends_with("\r\n\r\n" + body));
}

TEST_CASE("a connection has one request, whatever follows") {
    Bench bench;
    const std::string one = post(ours, R"({"challenge": 1})");
    for (const std::string& more : {one, std::string(5'000, '\xff'), std::string("GET / HTTP/1.1\r\n\r\n")}) {
        const std::string answer = bench.ask(one + more);
        CHECK(status_of(answer) == 200);
        CHECK(body_of(answer) == R"({"challenge": 1})");
    }
}

TEST_CASE("what is no HTTP is not answered with success") {
    Bench bench;
    for (const std::string& bytes :
         {std::string("\r\n\r\n\r\n"), std::string("\0\0\0\0\r\n\r\n", 8), std::string("POST\r\n\r\n"),
          "POST " + ours + "\r\n\r\n", "POST " + ours + " HTTP/9.9\r\nHost: x\r\n\r\n",
          "POST " + ours + " HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
          "POST " + ours + " HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n",
          chunked(ours) + "zz\r\n", chunked(ours) + "ffffffffffffffffffff\r\n",
          std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)}) {
        CAPTURE(bytes);
        Client client(bench.receiver.port());
        client.say(bytes);
        bench.settle();
        bench.now += 2s;
        CHECK(status_of(bench.end_of(client)) != 200);
    }
    CHECK(bench.heard.empty());
    CHECK(status_of(bench.ask(post(ours, R"({"challenge": 1})"))) == 200);
}

TEST_CASE("what is no whole request after 2 s is ended, however it drips") {
    Bench bench;
    const std::string request = post(ours, R"({"challenge": "slow"})");
    std::deque<Client> clients;
    for (int i = 0; i < 3; ++i) clients.emplace_back(bench.receiver.port());
    bench.settle();
    const Time start = bench.now;
    CHECK(bench.next == start + 2s);
    for (int tenth = 0; tenth < 20; ++tenth) {
        bench.now = start + tenth * 100ms;
        clients[1].say(std::string_view(request).substr(static_cast<std::size_t>(tenth), 1));
        // Headers at once, then a body that never ends.
        clients[2].say(tenth == 0 ? chunked(ours) : chunk("x"));
        bench.settle();
        for (Client& client : clients) {
            client.read();
            CHECK_FALSE(client.closed);
        }
    }
    bench.now = start + 2s;
    for (Client& client : clients) CHECK(status_of(bench.end_of(client)) != 200);
    bench.settle();
    CHECK(bench.next > start + 10s);
}

TEST_CASE("a request that is whole just in time is answered") {
    Bench bench;
    Client client(bench.receiver.port());
    bench.settle();
    bench.now += 1'999ms;
    client.say(post(ours, R"({"challenge": 1})"));
    CHECK(status_of(bench.end_of(client)) == 200);
}

TEST_CASE("an answered connection is forgotten before its descriptor is used again") {
    Bench bench;
    CHECK(status_of(bench.ask(post(ours, R"({"challenge": 1})"))) == 200);
    bench.settle();
    CHECK(bench.next > bench.now + 10s);
    bench.now += 1s;
    Client client(bench.receiver.port());
    bench.settle();
    bench.now += 1'500ms;
    client.say(post(ours, R"({"challenge": 2})"));
    CHECK(status_of(bench.end_of(client)) == 200);
}

TEST_CASE("who does not take an answer is left after 2 s, others are not") {
    Bench bench;
    const std::string challenge = '"' + std::string(65'000, 'x') + '"';
    const auto ask = [&](Client& client) {
        const std::string request = post(ours, R"({"challenge": )" + challenge + "}");
        std::size_t sent = 0;
        bench.until(
            [&] { return (sent += client.say(std::string_view(request).substr(sent))) == request.size(); });
        bench.settle();
    };
    Client first(bench.receiver.port(), 1'024);
    ask(first);
    const Time start = bench.now;
    REQUIRE(bench.next == start + 2s);
    bench.now += 1s;
    Client second(bench.receiver.port(), 1'024);
    ask(second);
    CHECK(bench.next == start + 2s);
    bench.now = start + 2s;
    bench.settle();
    CHECK(bench.next == start + 3s);
    CHECK(body_of(bench.end_of(second)) == R"({"challenge": )" + challenge + "}");
    CHECK(body_of(bench.end_of(first)).size() < challenge.size());
}

TEST_CASE("connections that end early leave nothing behind") {
    Bench bench;
    const std::string request = post(ours, R"({"challenge": "early"})");
    CHECK(status_of(bench.ask(request)) == 200);
    const std::size_t before = open_descriptors();
    for (std::size_t i = 0; i < 2'000; ++i) {
        Client client(bench.receiver.port());
        client.say(std::string_view(request).substr(0, i % (request.size() + 1)));
        if (i % 3 == 0) bench.receiver.step(bench.now);
        client.leave(i % 2 == 0);
        if (i % 16 == 0) bench.settle();
    }
    // An end that comes together with the last bytes goes unnoticed by the library; the deadline finds it.
    bench.settle();
    bench.now += 2s;
    bench.until([&] { return open_descriptors() == before; });
    CHECK(status_of(bench.ask(request)) == 200);
}

TEST_CASE("the oldest slow connection gives way for a new one") {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < 4'000) {
        WARN("too few descriptors are allowed here");
        return;
    }
    Bench bench;
    std::deque<Client> slow;
    for (int i = 0; i < 2'000; ++i) {
        slow.emplace_back(bench.receiver.port());
        slow.back().say("POST " + ours);
        if (i % 50 == 0) bench.settle();
    }
    bench.settle();
    std::size_t held = 0;
    for (Client& client : slow) {
        client.read();
        held += client.closed ? 0 : 1;
    }
    CHECK(held <= 1'024);
    CHECK(held >= 900);
    CHECK(slow.front().closed);
    CHECK_FALSE(slow.back().closed);
    for (int i = 0; i < 100; ++i) CHECK(status_of(bench.ask(post(ours, R"({"challenge": 1})"))) == 200);
    // Those that are young may still end what they began.
    slow.back().say(post(ours, R"({"challenge": 2})").substr(5 + ours.size()));
    CHECK(body_of(bench.end_of(slow.back())) == R"({"challenge": 2})");
}

TEST_CASE("a receiver ends with its connections") {
    const std::size_t before = open_descriptors();
    {
        std::deque<Client> clients;
        Bench bench;
        for (int i = 0; i < 10; ++i) clients.emplace_back(bench.receiver.port());
        bench.settle();
        CHECK(open_descriptors() > before);
    }
    CHECK(open_descriptors() == before);
}

TEST_CASE("it listens where it is told to") {
    const Bench bench;
    CHECK(bench.receiver.port() != 0);
    const auto listen = [](const std::string& address, std::uint16_t port) {
        return Receiver({.listen = address, .port = port, .secret = secret},
                        [](std::string_view, const Answer&) { return true; })
            .port();
    };
    CHECK_THROWS_AS(listen("127.0.0.1", bench.receiver.port()), SubmitError);
    for (const std::string address : {"", "localhost", "[::1]", "127.0.0.1:80", "1.2.3.4.5", "192.0.2.1"}) {
        CAPTURE(address);
        CHECK_THROWS_AS(listen(address, 0), SubmitError);
    }
    CHECK(listen("0.0.0.0", 0) != 0);
    const int six = socket(AF_INET6, SOCK_STREAM, 0);
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_addr = in6addr_loopback;
    if (six < 0 || bind(six, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        WARN("no IPv6 here");
    } else {
        CHECK(listen("::1", 0) != 0);
    }
    close(six);
}

TEST_CASE("addresses that only this machine reaches") {
    for (const std::string address : {"127.0.0.1", "127.8.9.10", "::1"}) CHECK(is_this_machine(address));
    for (const std::string address : {"0.0.0.0", "::", "128.0.0.1", "10.0.0.1", "::2", ""}) {
        CHECK_FALSE(is_this_machine(address));
    }
}

TEST_CASE("addresses for the service") {
    CHECK(callback_address("https://example.org", "s", "n") == "https://example.org/s/n");
    CHECK(callback_address("https://example.org/", "s", "n") == "https://example.org/s/n");
    CHECK(callback_address("https://example.org/a/b//", "s", "n") == "https://example.org/a/b/s/n");
    CHECK(callback_address("http://127.0.0.1:80", "s", "") == "http://127.0.0.1:80/s");
}

TEST_CASE("nonces are 32 lower-case hex digits") {
    CHECK(is_nonce(nonce));
    CHECK(is_nonce(std::string(32, 'f')));
    for (const std::string& text :
         {std::string(), nonce + "0", nonce.substr(1), std::string(32, 'F'), std::string(32, 'g'),
          std::string(31, '0') + "/", std::string(32, '\0')}) {
        CHECK_FALSE(is_nonce(text));
    }
}

TEST_CASE("no secret is no open door") {
    CHECK(read_callback_path("/", "").place == CallbackPlace::nowhere);
    CHECK(read_callback_path("//" + nonce, "").place == CallbackPlace::nowhere);
    CHECK(read_callback_path("", "").place == CallbackPlace::nowhere);
}

}  // namespace camlint::test
