// Downloads from a server that does what it should not: the video is whole and exact, or not there.

#include "submit/download.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>

#include "submit/content_range.hpp"
#include "submit/hash.hpp"
#include "submit/socket_server.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/process.hpp"

namespace camlint::test {
namespace {

using std::chrono::milliseconds;

std::string make_video(std::size_t size) {
    std::string bytes(
        "\0\0\0\x18"
        "ftypmp42",
        12);
    std::mt19937 random(7);
    while (bytes.size() < size) bytes += static_cast<char>(random());
    return bytes;
}

/// Serves one video with Range; what a test wants otherwise it does itself, request by request.
struct VideoServer {
    std::string video = make_video(300'000);
    std::string etag = "\"one\"";
    std::size_t cut_every = 0;  ///< bytes that a connection gives at most
    bool has_ranges = true;
    /// True where it has answered the request of this number, from 1, itself.
    std::function<bool(Peer& peer, int request)> odd = [](Peer&, int) { return false; };
    std::vector<std::string> heads;
    std::mutex mutex;
    SocketServer server{[this](Peer& peer) { serve(peer); }};

    void serve(Peer& peer) {
        if (!peer.read_request()) return;
        int request = 0;
        {
            const std::lock_guard lock(mutex);
            heads.push_back(peer.head);
            request = static_cast<int>(heads.size());
        }
        if (!odd(peer, request)) send_video(peer);
    }
    void send_video(Peer& peer) const {
        std::size_t from = 0;
        const std::size_t at = peer.head.find("Range: bytes=");
        const std::size_t tag = peer.head.find("If-Range: ");
        const bool is_same = tag == std::string::npos || peer.head.compare(tag + 10, etag.size(), etag) == 0;
        if (at != std::string::npos && has_ranges && is_same) from = std::stoul(peer.head.substr(at + 13));
        const std::string total = std::to_string(video.size());
        if (from >= video.size()) {
            return peer.answer("<Error/>", "Content-Range: bytes */" + total + "\r\n",
                               "416 Range Not Satisfiable");
        }
        std::string head = from == 0 ? "HTTP/1.1 200 OK\r\n"
                                     : "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " +
                                           std::to_string(from) + "-" + std::to_string(video.size() - 1) +
                                           "/" + total + "\r\n";
        head += "Content-Length: " + std::to_string(video.size() - from) + "\r\nETag: " + etag +
                "\r\nContent-Disposition: attachment; filename=\"../../../tmp/evil.mp4\"\r\n\r\n";
        peer.send(head);
        const std::string_view rest = std::string_view(video).substr(from);
        peer.send(cut_every == 0 ? rest : rest.substr(0, cut_every));
    }
    [[nodiscard]] int requests() {
        const std::lock_guard lock(mutex);
        return static_cast<int>(heads.size());
    }
};

constexpr DownloadOptions quick{milliseconds(1), milliseconds(4), milliseconds(500), 4};

Download order_of(const VideoServer& server, const Folder& folder,
                  const std::string& path = "/video/1?token=a") {
    Download order;
    order.row = 1;
    order.url = server.server.url(path);
    order.folder = folder.path();
    order.name = "video";
    return order;
}

WireOptions loopback() {
    WireOptions options;
    options.api_is_loopback = true;
    return options;
}

void run_until_idle(Wire& wire, Downloader& downloader) {
    while (downloader.active() > 0) {
        const Time next = downloader.step(Clock::now());
        if (downloader.active() > 0) wire.run(std::min(next, Clock::now() + milliseconds(1000)));
    }
}

/// `renewed` gives the URLs after the first.
Downloaded fetch(Download order, const std::function<std::string()>& renewed = {}) {
    Wire wire(loopback(), "sk-api-CANARY-0123456789abcdef");
    Downloader downloader(wire, quick);
    Downloaded result;
    if (renewed) {
        order.expired = [&](std::int64_t row) { downloader.renew(row, renewed()); };
    }
    order.done = [&](Downloaded r) { result = std::move(r); };
    downloader.start(std::move(order));
    run_until_idle(wire, downloader);
    return result;
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}
void write(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}
bool exists(const std::string& path) {
    return std::filesystem::exists(std::filesystem::symlink_status(path));
}

/// All that there is in the folder is the video, exact.
void check_exact(const Downloaded& result, const VideoServer& server, const Folder& folder) {
    INFO(result.error);
    CHECK(result.error.empty());
    CHECK(result.video.path == std::filesystem::canonical(folder.path()).string() + "/video.mp4");
    CHECK(result.video.bytes == server.video.size());
    CHECK(result.video.sha256 == sha256(server.video));
    CHECK((read(folder / "video.mp4") == server.video));
    const auto begin = std::filesystem::directory_iterator(folder.path());
    CHECK(std::distance(begin, std::filesystem::directory_iterator()) == 1);
}

/// An error with these words, and no video.
void check_absent(const Downloaded& result, const Folder& folder, const std::string& words,
                  bool keeps_part = false) {
    INFO(result.error);
    CHECK(result.error.find(words) != std::string::npos);
    CHECK(result.error.find("token") == std::string::npos);
    CHECK_FALSE(exists(folder / "video.mp4"));
    CHECK(exists(folder / "video.part") == keeps_part);
}

}  // namespace

TEST_CASE("a video comes whole, and without the key") {
    const Folder folder;
    VideoServer server;
    Download order = order_of(server, folder);
    order.bytes = server.video.size();
    std::uint64_t told = 0;
    order.progress = [&](std::uint64_t bytes, std::uint64_t total) {
        CHECK(bytes > told);
        CHECK(total == server.video.size());
        told = bytes;
    };
    const mode_t mask = umask(022);
    check_exact(fetch(order), server, folder);
    umask(mask);
    CHECK(told == server.video.size());
    struct stat status {};
    REQUIRE(stat((folder / "video.mp4").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0644);
    CHECK(server.requests() == 1);
    CHECK(server.heads[0].find("Authorization") == std::string::npos);
    CHECK(server.heads[0].find("CANARY") == std::string::npos);
}

TEST_CASE("a video that is cut every 64 KiB goes on where it was") {
    const Folder folder;
    VideoServer server;
    server.cut_every = 65'536;
    check_exact(fetch(order_of(server, folder)), server, folder);
    REQUIRE(server.requests() == 5);
    for (std::size_t i = 1; i < 5; ++i) {
        CHECK(server.heads[i].find("\r\nRange: bytes=" + std::to_string(i * 65'536) + "-\r\n") !=
              std::string::npos);
        CHECK(server.heads[i].find("\r\nIf-Range: \"one\"\r\n") != std::string::npos);
    }
}

TEST_CASE("more cuts than tries are allowed, as long as bytes come") {
    const Folder folder;
    VideoServer server;
    server.cut_every = 10'000;
    check_exact(fetch(order_of(server, folder)), server, folder);
    CHECK(server.requests() == 30);
}

TEST_CASE("an answer that begins anew is taken from its beginning") {
    const Folder folder;
    VideoServer server;
    server.has_ranges = false;
    server.odd = [&](Peer& peer, int request) {
        server.cut_every = request < 4 ? static_cast<std::size_t>(request) * 50'000 : 0;
        server.send_video(peer);
        return true;
    };
    check_exact(fetch(order_of(server, folder)), server, folder);
    CHECK(server.requests() == 4);
}

TEST_CASE("a server that always begins anew and never ends is left") {
    const Folder folder;
    VideoServer server;
    server.has_ranges = false;
    server.cut_every = 50'000;
    check_absent(fetch(order_of(server, folder)), folder, "no new byte in 10 tries", true);
    CHECK(server.requests() == 11);
}

TEST_CASE("other bytes than asked for are not taken") {
    const std::vector<std::string> ranges{"bytes 0-299999/300000",
                                          "bytes 50001-299999/300000",
                                          "bytes 50000-299999/299999",
                                          "bytes 50000-299999/400000",
                                          "bytes=50000-299999/300000",
                                          "pages 50000-299999/300000",
                                          "",
                                          "bytes 50000-",
                                          "bytes 99999999999999999999-5/6",
                                          "bytes 60000-50000/300000"};
    for (const std::string& range : ranges) {
        INFO(range);
        const Folder folder;
        VideoServer server;
        server.odd = [&](Peer& peer, int request) {
            if (request == 1) server.cut_every = 50'000;
            if (request > 2) server.cut_every = 0;
            if (request != 2) return false;
            peer.answer(std::string(250'000, 'x'), "Content-Range: " + range + "\r\n", "206 Partial Content");
            return true;
        };
        check_exact(fetch(order_of(server, folder)), server, folder);
        CHECK(server.requests() == 3);
    }
    const Folder folder;
    VideoServer server;
    server.cut_every = 50'000;
    server.odd = [&](Peer& peer, int) {
        if (peer.head.find("Range:") == std::string::npos) return false;
        peer.answer(std::string(10, 'x'), "Content-Range: bytes 0-9/300000\r\n", "206 Partial Content");
        return true;
    };
    check_absent(fetch(order_of(server, folder)), folder, "no new byte in 10 tries", true);
}

TEST_CASE("a video that changes on the way is begun anew") {
    for (const bool minds_if_range : {true, false}) {
        const Folder folder;
        VideoServer server;
        server.cut_every = 100'000;
        server.odd = [&](Peer& peer, int request) {
            if (request == 2) {
                server.cut_every = 0;
                server.video[50'000] ^= 1;
                server.etag = "\"two\"";
                if (!minds_if_range) peer.head.replace(peer.head.find("If-Range"), 8, "X-Ignore");
            }
            return false;
        };
        check_exact(fetch(order_of(server, folder)), server, folder);
        CHECK(server.requests() == (minds_if_range ? 2 : 3));
    }
}

TEST_CASE("a wrong length or a wrong kind ends it, and leaves nothing") {
    for (const std::uint64_t bytes : {299'999U, 300'001U, 1U}) {
        const Folder folder;
        VideoServer server;
        Download order = order_of(server, folder);
        order.bytes = bytes;
        check_absent(fetch(order), folder, "the video has 300000 bytes, expected " + std::to_string(bytes));
        // Told by the bytes alone, too.
        VideoServer silent;
        silent.odd = [&](Peer& peer, int) {
            peer.send("HTTP/1.1 200 OK\r\n\r\n" + silent.video);
            return true;
        };
        order.url = silent.server.url();
        check_absent(fetch(order), folder, "expected");
        CHECK(server.requests() == 1);
        CHECK(silent.requests() == 1);
    }
    for (const std::string& video : {std::string(300'000, 'x'), std::string("<html>"), std::string(),
                                     std::string("\0\0\0\x18"
                                                 "ftya",
                                                 8),
                                     std::string("\0\0\0\x18"
                                                 "fty",
                                                 7)}) {
        const Folder folder;
        VideoServer server;
        server.odd = [&](Peer& peer, int) { return peer.answer(video), true; };
        check_absent(fetch(order_of(server, folder)), folder, "no MP4 file");
    }
    const Folder folder;
    VideoServer server;
    server.odd = [&](Peer& peer, int) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 3000000000\r\n\r\n" + server.video);
        peer.wait_for_end();
        return true;
    };
    check_absent(fetch(order_of(server, folder)), folder, "more than 2 GiB");
}

TEST_CASE("an expired URL is asked for again, five times") {
    for (const std::string status : {"401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"}) {
        const Folder folder;
        VideoServer server;
        server.cut_every = 100'000;
        server.odd = [&](Peer& peer, int) {
            if (peer.head.find("token=b") != std::string::npos ||
                peer.head.find("Range") == std::string::npos)
                return false;
            return peer.answer("<Error>expired</Error>", "", status), true;
        };
        int asked = 0;
        const auto renewed = [&] { return ++asked, server.server.url("/video/1?token=b"); };
        check_exact(fetch(order_of(server, folder), renewed), server, folder);
        CHECK(asked == 1);
    }
    const Folder folder;
    VideoServer server;
    server.odd = [](Peer& peer, int) { return peer.answer("no", "", "403 Forbidden"), true; };
    int asked = 0;
    const auto renewed = [&] { return ++asked, server.server.url("/video/1?token=c"); };
    check_absent(fetch(order_of(server, folder), renewed), folder, "HTTP 403", true);
    CHECK(asked == 5);
    CHECK(server.requests() == 6);
}

TEST_CASE("three redirects are followed, none to a place that is not to be called") {
    const Folder folder;
    VideoServer server;
    server.odd = [](Peer& peer, int request) {
        if (request > 3) return false;
        const std::string to = "/../../etc/passwd?hop=" + std::to_string(request);
        return peer.answer("", "Location: " + to + "\r\n", "302 Found"), true;
    };
    check_exact(fetch(order_of(server, folder)), server, folder);
    CHECK(server.requests() == 4);
    struct Bad {
        std::string to, words;
    };
    const std::vector<Bad> bads{{"http://10.0.0.1/video", "without TLS"},
                                {"https://10.0.0.1/video", "10.0.0.0/8"},
                                {"http://169.254.169.254/latest/meta-data/", "without TLS"},
                                {"https://169.254.169.254/", "169.254.0.0/16"},
                                {"http://example.com/", "without TLS"},
                                {"https://[::ffff:192.168.0.1]/", "192.168.0.0/16"},
                                {"file:///etc/passwd", "not a URL"},
                                {"https://me:secret@127.0.0.1/", "user or password"},
                                {"ftp://127.0.0.1/", "expected https"}};
    for (const auto& [to, words] : bads) {
        const Folder other;
        VideoServer bad;
        bad.odd = [to = to](Peer& peer, int) {
            return peer.answer("", "Location: " + to + "\r\n", "307 Temporary Redirect"), true;
        };
        const Time before = Clock::now();
        const Downloaded result = fetch(order_of(bad, other));
        INFO(to << ": " << result.error);
        CHECK(result.error.find(words) != std::string::npos);
        CHECK(result.error.find("secret") == std::string::npos);
        CHECK(bad.requests() == 1);  // no second try: it was held back, and not tried out
        CHECK(Clock::now() - before < std::chrono::seconds(5));
        CHECK_FALSE(exists(other / "video.mp4"));
    }
    const Folder round;
    VideoServer endless;
    endless.odd = [](Peer& peer, int) { return peer.answer("", "Location: /again\r\n", "302 Found"), true; };
    check_absent(fetch(order_of(endless, round)), round, "more than 3 redirects", true);
    CHECK(endless.requests() == 4);
}

TEST_CASE("a name is one name, and never the server's") {
    const Folder folder;
    VideoServer server;
    for (const std::string& name :
         {std::string("../video"), std::string("a/b"), std::string("/etc/passwd"), std::string(".."),
          std::string(), std::string(".hidden"), std::string("a\0b", 3), std::string(300, 'a')}) {
        Download order = order_of(server, folder);
        order.name = name;
        CHECK(fetch(order).error.find("not a video's name") != std::string::npos);
    }
    CHECK(server.requests() == 0);
    CHECK(std::filesystem::is_empty(folder.path()));
    Download order = order_of(server, folder);
    order.folder = folder / "nowhere";
    CHECK(fetch(order).error.find("No such file or directory") != std::string::npos);
}

TEST_CASE("the network and the service may be away for a while") {
    const Folder folder;
    VideoServer server;
    server.cut_every = 100'000;
    server.odd = [&](Peer& peer, int request) {
        switch (request) {
            case 1: return peer.answer("busy", "Retry-After: 0\r\n", "503 Service Unavailable"), true;
            case 2: return peer.answer("busy", "", "429 Too Many Requests"), true;
            case 3: return peer.reset(), true;
            case 4: return peer.close(), true;
            case 5: return peer.wait_for_end(), true;
            case 6: return peer.send("HTTP/1.1 200 OK\r\n"), true;
            default: return false;
        }
    };
    check_exact(fetch(order_of(server, folder)), server, folder);
    CHECK(server.requests() == 9);
    const Folder other;
    VideoServer busy;
    busy.odd = [](Peer& peer, int) { return peer.answer("busy", "", "503 Service Unavailable"), true; };
    check_absent(fetch(order_of(busy, other)), other, "no new byte in 10 tries: HTTP 503", true);
    const Folder third;
    VideoServer strict;
    strict.odd = [](Peer& peer, int) { return peer.answer("why", "", "400 Bad Request"), true; };
    check_absent(fetch(order_of(strict, third)), third, "HTTP 400 in place of the video", true);
}

TEST_CASE("what another process left is gone on with where it fits") {
    VideoServer server;
    struct Left {
        std::string part;
        int requests;
    };
    std::string changed = server.video.substr(0, 200'000);
    changed[199'000] ^= 1;
    const std::vector<Left> lefts{
        {server.video.substr(0, 100'000), 1},
        {server.video.substr(0, 100), 1},
        {server.video.substr(0, 1), 1},
        {"", 1},
        {server.video, 1},                             // all but its name
        {server.video + "more", 1},                    // the overlap lies within
        {server.video + std::string(10'000, 'x'), 2},  // 416
        {changed, 2},
        {server.video.substr(0, 100'000) + std::string(100'000, '\0'), 2},  // a file system's zeros
        {std::string(5000, 'x'), 1},                                        // no MP4
    };
    for (const Left& left : lefts) {
        INFO(left.part.size());
        const Folder folder;
        write(folder / "video.part", left.part);
        const int before = server.requests();
        check_exact(fetch(order_of(server, folder)), server, folder);
        CHECK(server.requests() - before <= left.requests + 1);
        if (left.part.size() == 100'000) {
            CHECK(server.heads.back().find("Range: bytes=" + std::to_string(100'000 - 4096) + "-") !=
                  std::string::npos);
        }
    }
}

TEST_CASE("a video that is there already is the result, or stays as it is") {
    VideoServer server;
    {
        const Folder folder;
        write(folder / "video.mp4", server.video);
        Download order = order_of(server, folder);
        order.bytes = server.video.size();
        check_exact(fetch(order), server, folder);
        order.bytes = 1;
        CHECK(fetch(order).error.find("has 300000 bytes, expected 1") != std::string::npos);
        write(folder / "video.mp4", "my notes");
        order.bytes = 0;
        CHECK(fetch(order).error.find("no MP4 file") != std::string::npos);
        CHECK(read(folder / "video.mp4") == "my notes");
        CHECK(server.requests() == 0);
    }
    for (const char* name : {"video.mp4", "video.part"}) {
        const Folder folder;
        write(folder / "precious", "precious");
        std::filesystem::create_symlink(folder / "precious", folder / name);
        CHECK(fetch(order_of(server, folder)).error.find("a link stands there") != std::string::npos);
        CHECK(read(folder / "precious") == "precious");
    }
    for (const char* name : {"video.mp4", "video.part"}) {
        const Folder folder;
        REQUIRE(mkfifo((folder / name).c_str(), 0600) == 0);
        CHECK(fetch(order_of(server, folder)).error.find("regular file") != std::string::npos);
    }
    // Another file takes the name at the last moment.
    const Folder folder;
    VideoServer late;
    late.odd = [&](Peer&, int) { return write(folder / "video.mp4", "my notes"), false; };
    CHECK(fetch(order_of(late, folder)).error.find("is there already") != std::string::npos);
    CHECK(read(folder / "video.mp4") == "my notes");
    const Folder same;
    VideoServer alike;
    alike.odd = [&](Peer&, int) { return write(same / "video.mp4", alike.video), false; };
    check_exact(fetch(order_of(alike, same)), alike, same);
}

TEST_CASE("two processes never write one part") {
    const Folder folder;
    VideoServer server;
    const int part = open((folder / "video.part").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    REQUIRE(flock(part, LOCK_EX) == 0);
    CHECK(fetch(order_of(server, folder)).error.find("another process downloads it") != std::string::npos);
    CHECK(server.requests() == 0);
    close(part);
    check_exact(fetch(order_of(server, folder)), server, folder);
}

TEST_CASE("a process that is killed on the way leaves a part, and the next one ends it") {
    const Folder folder;
    const Signal is_half;
    std::atomic<int> request = 0;
    VideoServer server;
    server.odd = [&](Peer& peer, int) {
        if (++request > 1) return false;
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + server.video.substr(0, 150'000));
        is_half.give();
        peer.wait_for_end();
        return true;
    };
    Process child([&] {
        fetch(order_of(server, folder));
        return 0;
    });
    is_half.wait();
    while (!exists(folder / "video.part") || std::filesystem::file_size(folder / "video.part") < 150'000) {
        std::this_thread::yield();
    }
    CHECK(child.kill() == 128 + SIGKILL);
    CHECK_FALSE(exists(folder / "video.mp4"));
    check_exact(fetch(order_of(server, folder)), server, folder);
    CHECK(server.heads.back().find("Range: bytes=" + std::to_string(150'000 - 4096) + "-") !=
          std::string::npos);
}

TEST_CASE("a disk that takes no more ends it; the part stays") {
    const Folder folder;
    VideoServer server;
    Process child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100'000, 100'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        const Downloaded result = fetch(order_of(server, folder));
        return result.error.find("File too large") != std::string::npos ? 0 : 1;
    });
    CHECK(child.wait() == 0);
    CHECK_FALSE(exists(folder / "video.mp4"));
    CHECK(std::filesystem::file_size(folder / "video.part") == 100'000);
    check_exact(fetch(order_of(server, folder)), server, folder);
}

TEST_CASE("whatever a server does, the video is exact or absent") {
    const auto seed = std::random_device{}();
    UNSCOPED_INFO("seed " << seed);
    std::mt19937 random(seed);
    int whole = 0;
    for (int round = 0; round < 60; ++round) {
        INFO("seed " << seed << ", round " << round);
        const Folder folder;
        VideoServer server;
        server.odd = [&](Peer& peer, int) {
            const std::lock_guard lock(server.mutex);
            server.cut_every = random() % 150'000;
            server.has_ranges = random() % 6 != 0;
            const std::string bytes(random() % 5000, static_cast<char>(random()));
            switch (random() % 14) {
                case 0: return peer.answer(bytes, "", "500 Internal Server Error"), true;
                case 1:
                    return peer.answer(bytes, "Content-Range: bytes 7-9/300000\r\n", "206 Partial Content"),
                           true;
                case 2: return peer.send("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n"), true;
                case 3: return peer.reset(), true;
                case 4: return peer.send(bytes), true;
                case 5:
                    return peer.answer("", "Content-Range: bytes */5\r\n", "416 Range Not Satisfiable"), true;
                case 6: server.etag = "\"" + std::to_string(random()) + "\""; return false;
                default: return false;
            }
        };
        Download order = order_of(server, folder);
        if (round % 2 == 0) order.bytes = server.video.size();
        const Downloaded result = fetch(order);
        if (result.error.empty()) {
            ++whole;
            check_exact(result, server, folder);
        } else {
            CHECK_FALSE(exists(folder / "video.mp4"));
        }
    }
    CHECK(whole > 0);
}

TEST_CASE("many downloads go four at a time") {
    const Folder folder;
    std::atomic<int> open = 0;
    std::atomic<int> most = 0;
    VideoServer server;
    server.odd = [&](Peer& peer, int) {
        const int now = ++open;
        int before = most;
        while (before < now && !most.compare_exchange_weak(before, now)) {
        }
        server.send_video(peer);
        --open;
        return true;
    };
    Wire wire(loopback(), "");
    Downloader downloader(wire, quick);
    int done = 0;
    for (int row = 1; row <= 30; ++row) {
        Download order = order_of(server, folder);
        order.row = row;
        order.name = "video-" + std::to_string(row);
        order.done = [&, row](const Downloaded& result) {
            CHECK(result.error.empty());
            CHECK(result.row == row);
            CHECK(result.video.sha256 == sha256(server.video));
            if (++done == 29) downloader.fail(30, "enough");
        };
        if (row == 30) {
            order.done = [](const Downloaded& result) { CHECK_FALSE(result.error.empty()); };
            order.url = "http://127.0.0.1:1/";
        }
        downloader.start(std::move(order));
    }
    run_until_idle(wire, downloader);
    CHECK(done == 29);
    CHECK(most <= 4);
}

TEST_CASE("Content-Range is taken where it is sound") {
    const auto range = read_content_range("bytes 10-29/30");
    REQUIRE(range);
    CHECK(range->first == 10);
    CHECK(range->last == 29);
    CHECK(range->total == 30);
    CHECK(read_content_range("bytes 0-0/1"));
    CHECK_FALSE(read_content_range("bytes 0-9/*")->total);
    for (const char* text : {"", "bytes", "bytes 0-9", "bytes 0-9/", "bytes 0-9/9", "bytes 9-0/10",
                             "bytes -9/10", "bytes 0-9/10x", "bytes */10", "bytes 0-99999999999999999999/1",
                             "bytes  0-9/10", "items 0-9/10", "bytes 0-9/-1"}) {
        CHECK_FALSE(read_content_range(text));
    }
    CHECK(read_unsatisfied("bytes */30") == 30U);
    for (const char* text : {"", "bytes */", "bytes */*", "bytes */3x", "bytes 0-1/3"})
        CHECK_FALSE(read_unsatisfied(text));
}

}  // namespace camlint::test
