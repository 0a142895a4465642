// The wire against servers that do what they should not.

#include "submit/wire.hpp"

#include <netdb.h>
#include <sys/eventfd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "submit/error.hpp"
#include "submit/socket_server.hpp"
#include "submit/transfer.hpp"
#include "support/catch.hpp"

namespace camlint::test {
namespace {

using std::chrono::milliseconds;
constexpr std::string_view key = "sk-api-CANARY-0123456789abcdef";

Call get(const std::string& url) {
    Call call;
    call.url = url;
    call.patience = milliseconds(10'000);
    return call;
}

Call post(const std::string& url, std::string body = R"({"prompt":"[Push in]"})") {
    Call call = get(url);
    call.is_post = true;
    call.has_key = true;
    call.body = std::move(body);
    return call;
}

/// Runs until the call is done.
Reply fetch(Wire& wire, Call call) {
    std::optional<Reply> reply;
    call.done = [&](Reply r) { reply = std::move(r); };
    wire.start(std::move(call));
    while (!reply) wire.run(Clock::now() + milliseconds(1000));
    return *reply;
}

Reply fetch(Call call, const WireOptions& options = {}) {
    Wire wire(options, std::string(key));
    return fetch(wire, std::move(call));
}

/// What came of a POST to a server that does `serve` once it has read the request.
Reply post_to(const std::function<void(Peer&)>& serve, const std::function<void(Call&)>& change = {}) {
    const SocketServer server([&](Peer& peer) {
        if (peer.read_request()) serve(peer);
    });
    Call call = post(server.url());
    if (change) change(call);
    return fetch(std::move(call));
}

/// A certificate authority of its own and what it signed for 127.0.0.1.
struct Certificates {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() /
        ("camlint-wire-" + std::to_string(getpid()) + "-" + std::to_string(++count));
    std::string ca = folder / "ca.pem", server = folder / "server.pem";
    static inline int count = 0;

    Certificates() {
        std::filesystem::create_directories(folder);
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem "
            "-days 2 "
            "-subj /CN=test-ca -addext basicConstraints=critical,CA:true");
        run("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out "
            "server.csr "
            "-subj /CN=test");
        run("printf 'subjectAltName=IP:127.0.0.1' > ext");
        run("openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile ext "
            "-out server.crt");
        run("cat server.crt server.key > server.pem");
    }
    ~Certificates() { std::filesystem::remove_all(folder); }
    Certificates(const Certificates&) = delete;
    Certificates& operator=(const Certificates&) = delete;

    void run(const std::string& command) const {
        const std::string line = "cd '" + folder.string() + "' && { " + command + "; } 2>log";
        REQUIRE(std::system(line.c_str()) == 0);
    }
};

int closed_port() {
    const SocketServer gone([](Peer&) {});
    return gone.port();
}

}  // namespace

TEST_CASE("a whole answer, and what was asked") {
    std::string head, body;
    const Reply reply = post_to([&](Peer& peer) {
        head = peer.head;
        body = peer.body;
        peer.answer(R"({"task_id":"1"})", "ETag: \"a\"\r\nRetry-After: 7\r\nSet-Cookie: a=b\r\n",
                    "202 Accepted");
    });
    CHECK(reply.transport == Transport::whole);
    CHECK(reply.status == 202);
    CHECK(reply.body == R"({"task_id":"1"})");
    CHECK(reply.etag == "\"a\"");
    CHECK(reply.retry_after == std::chrono::seconds(7));
    CHECK(reply.length == 15);
    CHECK(body == R"({"prompt":"[Push in]"})");
    CHECK(head.starts_with("POST / HTTP/1.1\r\n"));
    CHECK(head.find("\r\nAuthorization: Bearer " + std::string(key) + "\r\n") != std::string::npos);
    CHECK(head.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
    CHECK(head.find("Expect") == std::string::npos);
}

TEST_CASE("no cookie is kept, no netrc is read, no big body asks first") {
    const std::filesystem::path home =
        std::filesystem::temp_directory_path() / ("camlint-home-" + std::to_string(getpid()));
    std::filesystem::create_directories(home);
    REQUIRE(std::system(("echo 'machine 127.0.0.1 login me password secret' > " + (home / ".netrc").string())
                            .c_str()) == 0);
    const std::string old = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
    setenv("HOME", home.c_str(), 1);
    std::string heads;
    std::size_t size = 0;
    const SocketServer server([&](Peer& peer) {
        if (!peer.read_request()) return;
        heads += peer.head;
        size += peer.body.size();
        peer.answer("{}", "Set-Cookie: session=1; Path=/\r\n");
    });
    Wire wire({}, "");
    for (int i = 0; i < 2; ++i) {
        CHECK(fetch(wire, post(server.url(), std::string(3'000'000, 'x'))).transport == Transport::whole);
    }
    setenv("HOME", old.c_str(), 1);
    std::filesystem::remove_all(home);
    CHECK(size == 6'000'000);
    for (const char* word : {"Cookie", "Authorization", "Expect"})
        CHECK(heads.find(word) == std::string::npos);
}

TEST_CASE("the key goes where it is asked for, and to no download") {
    std::string heads;
    const SocketServer server([&](Peer& peer) {
        while (peer.read_request()) {
            heads += peer.head;
            peer.answer("{}");
        }
    });
    Wire wire({}, std::string(key));
    Call plain = get(server.url());
    fetch(wire, plain);
    Call download = get(server.url());
    download.is_download = true;
    download.has_key = true;
    fetch(wire, download);
    CHECK(heads.find("Authorization") == std::string::npos);
    CHECK(heads.find("CANARY") == std::string::npos);
    Call query = get(server.url());
    query.has_key = true;
    fetch(wire, query);
    CHECK(heads.find("Authorization: Bearer " + std::string(key)) != std::string::npos);
    CHECK_THROWS_AS(Wire({}, "two\nlines"), SubmitError);
    CHECK_THROWS_AS(Wire({}, "a b"), SubmitError);
}

TEST_CASE("what ended before a request began") {
    CHECK(fetch(post("http://127.0.0.1:" + std::to_string(closed_port()) + "/")).transport ==
          Transport::unreached);
    CHECK(fetch(post("https://nothing.invalid/")).transport == Transport::unreached);

    const SocketServer silent([](Peer& peer) { peer.wait_for_end(); });
    Call call = post("https://127.0.0.1:" + std::to_string(silent.port()) + "/");
    call.patience = milliseconds(200);
    CHECK(fetch(std::move(call)).transport == Transport::unreached);

    const SocketServer plain([](Peer& peer) { peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    CHECK(fetch(post("https://127.0.0.1:" + std::to_string(plain.port()) + "/")).transport ==
          Transport::no_tls);
}

TEST_CASE("an address that is not to be called is not called") {
    const SocketServer server([](Peer& peer) { peer.wait_for_end(); });
    const std::string port = std::to_string(server.port());
    for (const std::string& url :
         {std::string("http://example.com/"), std::string("http://10.0.0.1/"),
          std::string("ftp://127.0.0.1/"), "http://me:secret@127.0.0.1:" + port + "/",
          "http://127.0.0.1.example.com:" + port + "/", std::string("file:///etc/passwd"),
          std::string("https://"), std::string("nonsense"), std::string(),
          std::string("http://localhost.example.com/"), std::string("http://127.0.0.1\0.example.com/", 29)}) {
        const Reply reply = fetch(post(url));
        INFO(url << ": " << reply.detail);
        CHECK(reply.transport == Transport::held_back);
        CHECK_FALSE(reply.detail.empty());
        CHECK(reply.detail.find("secret") == std::string::npos);
    }
    CHECK(server.connections() == 0);
}

TEST_CASE("a call that is held back sends nothing") {
    std::atomic<int> bytes = 0;
    const SocketServer server([&](Peer& peer) { bytes += peer.read_head() ? 1 : 0; });
    Call call = post(server.url());
    int asked = 0;
    call.begin = [&] { return ++asked > 1; };
    const Reply reply = fetch(call);
    CHECK(reply.transport == Transport::held_back);
    CHECK(asked == 1);

    // What it throws comes out of `run`, and its call is held back too.
    Wire wire({}, "");
    std::optional<Reply> after;
    call.begin = []() -> bool { throw LedgerError("disk full"); };
    call.done = [&](Reply r) { after = std::move(r); };
    wire.start(call);
    bool has_thrown = false;
    while (!after) {
        try {
            wire.run(Clock::now() + milliseconds(1000));
        } catch (const LedgerError& error) {
            has_thrown = std::string(error.what()) == "disk full";
        }
    }
    CHECK(has_thrown);
    CHECK(after->transport == Transport::held_back);
    CHECK(bytes == 0);
}

TEST_CASE("what ended after a request began") {
    int begun = 0;
    const auto counts = [&](Call& call) { call.begin = [&] { return ++begun > 0; }; };
    const auto impatient = [&](Call& call) {
        counts(call);
        call.patience = milliseconds(300);
    };
    using Serve = std::function<void(Peer&)>;
    const std::vector<Serve> broken{
        [](Peer& peer) { peer.close(); },
        [](Peer& peer) { peer.reset(); },
        [](Peer& peer) { peer.send("HTTP/1.1 20"); },
        [](Peer& peer) { peer.send("no HTTP at all\r\n\r\n"); },
        [](Peer& peer) { peer.send("HTTP/1.1 100 Continue\r\n\r\n"); },
    };
    for (const Serve& serve : broken) CHECK(post_to(serve, counts).transport == Transport::broken);
    CHECK(post_to([](Peer& peer) { peer.wait_for_end(); }, impatient).transport == Transport::broken);

    const std::vector<Serve> cut{
        [](Peer& peer) { peer.send("HTTP/1.1 200 OK\r\n"); },
        [](Peer& peer) { peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"); },
        [](Peer& peer) { peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"); },
        [](Peer& peer) { peer.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"task_id\":"); },
        [](Peer& peer) { peer.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n"); },
        [](Peer& peer) {
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"task_i\r\n");
        },
        [](Peer& peer) { peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"); },
        [](Peer& peer) {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{");
            peer.reset();
        },
    };
    for (const Serve& serve : cut) {
        const Reply reply = post_to(serve, counts);
        CHECK(reply.transport == Transport::cut);
        CHECK(reply.status == 200);
    }
    const Serve half = [](Peer& peer) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{");
        peer.wait_for_end();
    };
    CHECK(post_to(half, impatient).transport == Transport::cut);
    CHECK(begun == static_cast<int>(broken.size() + cut.size()) + 2);
}

TEST_CASE("an answer has an end") {
    const auto large = [](Peer& peer) { peer.answer(std::string(2'000'000, '{')); };
    CHECK(post_to(large).transport == Transport::too_large);
    CHECK(post_to([](Peer& peer) { peer.answer(std::string(1'048'576, '{')); }).transport ==
          Transport::whole);
    const auto endless = [](Peer& peer) {
        peer.send("HTTP/1.1 200 OK\r\n\r\n");
        while (peer.send(std::string(65'536, 'x'))) {
        }
    };
    CHECK(post_to(endless).transport == Transport::too_large);
    const auto headers = [](Peer& peer) {
        peer.send("HTTP/1.1 200 OK\r\n");
        while (peer.send("X-A: " + std::string(1000, 'x') + "\r\n")) {
        }
    };
    CHECK(post_to(headers).transport == Transport::too_large);
    const auto continues = [](Peer& peer) {
        while (peer.send("HTTP/1.1 100 Continue\r\n\r\n")) {
        }
    };
    CHECK(post_to(continues).transport == Transport::too_large);
}

TEST_CASE("heads before the answer are no answer, and an early answer is one") {
    const Reply reply = post_to([](Peer& peer) {
        peer.send(
            "HTTP/1.1 100 Continue\r\nRetry-After: 9\r\n\r\nHTTP/1.1 103 Early Hints\r\nETag: \"x\"\r\n\r\n");
        peer.answer("{}");
    });
    CHECK(reply.transport == Transport::whole);
    CHECK(reply.status == 200);
    CHECK_FALSE(reply.retry_after);
    CHECK(reply.etag.empty());

    // It answers before the body is there, and never reads it.
    std::atomic<bool> is_done = false;
    const SocketServer server([&](Peer& peer) {
        peer.read_head();
        peer.answer("{}", "", "413 Content Too Large");
        while (!is_done) std::this_thread::yield();
    });
    const Reply early = fetch(post(server.url(), std::string(20'000'000, 'x')));
    is_done = true;
    CHECK(early.status == 413);
    CHECK(early.transport == Transport::whole);
    CHECK(early.body == "{}");
}

TEST_CASE("a redirect is told, not followed") {
    std::atomic<int> requests = 0;
    const SocketServer server([&](Peer& peer) {
        while (peer.read_request()) {
            ++requests;
            peer.answer("", "Location: /other?a=b\r\n", "307 Temporary Redirect");
        }
    });
    const Reply reply = fetch(post(server.url("/v1/create")));
    CHECK(reply.transport == Transport::whole);
    CHECK(reply.status == 307);
    CHECK(reply.location == server.url("/other?a=b"));
    CHECK(requests == 1);
}

namespace {

/// A server that answers GETs on connections that stay, and closes every one that brings a POST.
struct Trap {
    explicit Trap(const std::string& certificate = "")
        : server(
              [this](Peer& peer) {
                  while (peer.read_request()) {
                      if (peer.head.starts_with("POST")) {
                          ++bodies;
                          return;
                      }
                      peer.answer("{}");
                  }
              },
              certificate) {}
    std::atomic<int> bodies = 0;
    SocketServer server;
};

std::size_t ignore_body(char*, std::size_t, std::size_t count, void*) { return count; }
int count_sends(void* count, char*, char*, int, int) {
    return ++*static_cast<int*>(count), CURL_PREREQFUNC_OK;
}

}  // namespace

TEST_CASE("a paid request leaves once, whatever becomes of its connection") {
    const Certificates certificates;
    for (const std::string& certificate : {std::string(), certificates.server}) {
        Trap trap(certificate);
        WireOptions options;
        options.ca_file = certificates.ca;
        Wire wire(options, std::string(key));
        int begun = 0;
        for (int i = 0; i < 50; ++i) {
            // Connections that stand are at hand.
            REQUIRE(fetch(wire, get(trap.server.url())).transport == Transport::whole);
            Call call = post(trap.server.url());
            call.begin = [&] { return ++begun > 0; };
            REQUIRE(fetch(wire, std::move(call)).transport == Transport::broken);
        }
        CHECK(begun == 50);
        CHECK(trap.bodies == 50);
        CHECK(trap.server.connections() == 51);  // the GETs share one
    }
}

TEST_CASE("libcurl left to itself sends a request again") {
    // Otherwise the test above would prove nothing.
    Trap trap;
    const std::string url = trap.server.url();
    CURL* easy = curl_easy_init();
    int sends = 0;
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore_body);
    REQUIRE(curl_easy_perform(easy) == CURLE_OK);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "{}");
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, count_sends);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, &sends);
    CHECK(curl_easy_perform(easy) == CURLE_GOT_NOTHING);
    curl_easy_cleanup(easy);
    CHECK(sends == 2);
    CHECK(trap.bodies == 2);
}

TEST_CASE("a certificate is trusted by whom it was signed for whom") {
    const Certificates certificates;
    std::atomic<int> requests = 0;
    const SocketServer server(
        [&](Peer& peer) {
            if (!peer.read_request()) return;
            ++requests;
            peer.answer("{}");
        },
        certificates.server);
    WireOptions options;
    CHECK(fetch(post(server.url()), options).transport == Transport::untrusted);
    options.ca_file = certificates.ca;
    CHECK(fetch(post(server.url()), options).transport == Transport::whole);
    const std::string other_name = "https://localhost:" + std::to_string(server.port()) + "/";
    CHECK(fetch(post(other_name), options).transport == Transport::untrusted);
    CHECK(requests == 1);
    options.ca_file = "/nonexistent/ca.pem";
    CHECK_THROWS_AS(Wire(options, ""), SubmitError);
    // No certificates in it: nothing is trusted.
    options.ca_file = certificates.folder / "ext";
    CHECK(fetch(post(server.url()), options).transport == Transport::untrusted);
}

TEST_CASE("a call that spares private addresses connects to none") {
    const SocketServer server([](Peer& peer) { peer.wait_for_end(); });
    const std::string port = ":" + std::to_string(server.port()) + "/";
    const auto held_back = [](std::string url, bool api_is_loopback) {
        Call call = get(url);
        call.spares_private = true;
        WireOptions options;
        options.api_is_loopback = api_is_loopback;
        const Reply reply = fetch(std::move(call), options);
        INFO(url << ": " << reply.detail);
        return reply.transport == Transport::held_back;
    };
    for (const bool api_is_loopback : {false, true}) {
        for (const char* url :
             {"https://10.0.0.1/", "https://169.254.169.254/latest/meta-data", "https://[fe80::1]/",
              "https://[::ffff:10.0.0.1]/", "https://0x0a000001/", "https://192.168.1/", "https://0/",
              "https://printer.local/", "https://[fd00::1]/"}) {
            CHECK(held_back(url, api_is_loopback));
        }
    }
    for (const char* host :
         {"https://127.0.0.1", "https://localhost", "https://127.1", "https://2130706433"}) {
        CHECK(held_back(host + port, false));
    }
    CHECK(held_back("http://127.0.0.1" + port, false));
    // A name that leads to a private address: this machine's own, where it does.
    char name[256] = {};
    REQUIRE(gethostname(name, sizeof name - 1) == 0);
    addrinfo* found = nullptr;
    const addrinfo hints{0, AF_INET, SOCK_STREAM, 0, 0, nullptr, nullptr, nullptr};
    if (getaddrinfo(name, nullptr, &hints, &found) == 0) {
        if (!private_refusal(address_text(*found->ai_addr), false).empty()) {
            CHECK(held_back(std::string("https://") + name + port, false));
        }
        freeaddrinfo(found);
    }
    CHECK(server.connections() == 0);
}

TEST_CASE("the first connection of a call through a proxy is the proxy's") {
    std::string heads;
    const SocketServer proxy([&](Peer& peer) {
        if (!peer.read_head()) return;
        heads += peer.head;
        peer.answer("", "", "403 Forbidden");
    });
    WireOptions options;
    options.proxy = proxy.url();
    Call call = post("https://203.0.113.1/");
    call.spares_private = true;
    bool has_begun = false;
    call.begin = [&] { return has_begun = true; };
    const Reply reply = fetch(call, options);
    CHECK(reply.transport == Transport::unreached);
    CHECK_FALSE(has_begun);
    CHECK(reply.status == 0);
    CHECK(heads.starts_with("CONNECT 203.0.113.1:443 HTTP/1.1\r\n"));
    CHECK(heads.find("CANARY") == std::string::npos);
    CHECK(heads.find("prompt") == std::string::npos);
    call.url = "https://10.0.0.1/";
    CHECK(fetch(call, options).transport == Transport::held_back);
    // None for this machine.
    const SocketServer server([](Peer& peer) {
        if (peer.read_request()) peer.answer("{}");
    });
    CHECK(fetch(post(server.url()), options).transport == Transport::whole);
    setenv("all_proxy", proxy.url().c_str(), 1);
    setenv("http_proxy", proxy.url().c_str(), 1);
    CHECK(fetch(post(server.url())).transport == Transport::whole);
    CHECK(proxy.connections() == 1);
    call.url = "https://203.0.113.1/";
    CHECK(fetch(call).transport == Transport::unreached);
    CHECK(proxy.connections() == 2);
    unsetenv("all_proxy");
    unsetenv("http_proxy");
    options.proxy = "http://me:secret@host:port";
    CHECK_THROWS_AS(Wire(options, ""), SubmitError);
}

TEST_CASE("a range is asked for, and a download may be slow but not silent") {
    std::string head;
    const SocketServer server([&](Peer& peer) {
        if (!peer.read_request()) return;
        head = peer.head;
        peer.send(
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 10-29/30\r\nContent-Length: 20\r\n\r\n");
        for (int i = 0; i < 10; ++i) {
            std::this_thread::sleep_for(milliseconds(60));  // longer than its patience in all
            peer.send("x");
        }
        peer.wait_for_end();
    });
    Call call = get(server.url());
    call.is_download = true;
    call.from = 10;
    call.if_range = "\"tag\"";
    call.patience = milliseconds(500);
    std::string bytes;
    call.take = [&](const Reply& reply, std::string_view piece) {
        CHECK(reply.status == 206);
        CHECK(reply.content_range == "bytes 10-29/30");
        CHECK(reply.length == 20);
        bytes += piece;
        return true;
    };
    const Reply reply = fetch(call);
    CHECK(reply.transport == Transport::cut);
    CHECK(bytes == std::string(10, 'x'));
    CHECK(head.find("\r\nRange: bytes=10-\r\n") != std::string::npos);
    CHECK(head.find("\r\nIf-Range: \"tag\"\r\n") != std::string::npos);
    call.take = [](const Reply&, std::string_view) { return false; };
    CHECK(fetch(call).transport == Transport::cut);
}

TEST_CASE("Retry-After is seconds or a date, an hour at most") {
    using std::chrono::seconds;
    CHECK(read_retry_after("0") == seconds(0));
    CHECK(read_retry_after("17") == seconds(17));
    CHECK(read_retry_after("999999") == seconds(3600));
    CHECK(read_retry_after("99999999999999999999999999") == seconds(3600));
    CHECK(read_retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == seconds(0));
    CHECK(read_retry_after("Wed, 21 Oct 2037 07:28:00 GMT") == seconds(3600));
    for (const char* text : {"", "soon", "-1", "1.5", "\xff"}) CHECK_FALSE(read_retry_after(text));
}

TEST_CASE("every end before a request says that nothing began") {
    for (int code = 1; code < CURL_LAST; ++code) {
        const Transport transport = before_request(static_cast<CURLcode>(code));
        CHECK((transport == Transport::unreached || transport == Transport::untrusted ||
               transport == Transport::no_tls || transport == Transport::held_back));
    }
    CHECK(before_request(CURLE_OPERATION_TIMEDOUT) == Transport::unreached);
    CHECK(before_request(CURLE_COULDNT_RESOLVE_HOST) == Transport::unreached);
    CHECK(before_request(CURLE_COULDNT_CONNECT) == Transport::unreached);
}

TEST_CASE("many calls at once; some are given up, some start others") {
    std::atomic<int> served = 0;
    const SocketServer server([&](Peer& peer) {
        while (peer.read_request()) {
            if (peer.head.starts_with("GET /never")) return peer.wait_for_end();
            ++served;
            peer.answer("{}");
        }
    });
    Wire wire({}, "");
    int done = 0;
    bool is_wrong = false;
    Call never = get(server.url("/never"));
    never.done = [&](Reply) { is_wrong = true; };
    const std::uint64_t given_up = wire.start(never);
    const std::uint64_t later = wire.start(never);
    for (int i = 0; i < 20; ++i) {
        Call call = get(server.url());
        call.done = [&](Reply reply) {
            CHECK(reply.transport == Transport::whole);
            if (++done >= 10) wire.give_up(given_up);
            Call second = get(server.url());
            second.done = [&](Reply) { ++done; };
            wire.start(second);
        };
        wire.start(call);
    }
    CHECK(wire.active() == 22);
    while (done < 40) wire.run(Clock::now() + milliseconds(1000));
    CHECK(served == 40);
    CHECK(wire.active() == 1);

    // A descriptor that becomes readable ends the wait.
    const int event = eventfd(1, EFD_CLOEXEC);
    const Time before = Clock::now();
    wire.run(before + std::chrono::seconds(30), -1, event);
    CHECK(Clock::now() - before < std::chrono::seconds(10));
    close(event);
    wire.give_up(later);
    wire.give_up(later);
    CHECK(wire.active() == 0);

    // From within one of its own functions.
    std::uint64_t own = 0;
    Call call = get(server.url());
    call.begin = [&] { return wire.give_up(own), true; };
    call.done = [&](Reply) { is_wrong = true; };
    own = wire.start(call);
    while (wire.active() > 0) wire.run(Clock::now() + milliseconds(1000));
    CHECK_FALSE(is_wrong);
    CHECK(served == 40);
}

}  // namespace camlint::test
