#include "cli/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "cli/error.hpp"

namespace camlint {
namespace {

constexpr std::size_t block = std::size_t{64} * 1024;
constexpr std::size_t largest_document = std::size_t{1} << 30;

[[noreturn]] void fail(std::string_view action, const std::string& path, int error) {
    throw UnreadableError(
        fmt::format("cannot {} {}: {}", action, path == "-" ? "standard input" : path, std::strerror(error)));
}

}  // namespace

Input::Input(const std::string& path) : path_(path) {
    if (path == "-") {
        descriptor_ = STDIN_FILENO;
        return;
    }
    descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail("open", path, errno);
    struct stat status {};
    const bool folder = fstat(descriptor_, &status) == 0 && S_ISDIR(status.st_mode);
    if (folder) {
        close(descriptor_);
        fail("read", path, EISDIR);
    }
}

Input::~Input() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

bool Input::fill() {
    if (ended_) return false;
    if (taken_ > 0) {
        // What has been taken makes room; positions that are still ahead move with the bytes.
        buffer_.erase(0, taken_);
        feed_ -= std::min(feed_, taken_);
        carriage_ -= std::min(carriage_, taken_);
        taken_ = 0;
    }
    const std::size_t before = buffer_.size();
    const std::size_t room = std::max(block, before);  // doubling keeps a long line linear
    buffer_.resize(before + room);
    ssize_t got = 0;
    do {
        got = read(descriptor_, buffer_.data() + before, room);
    } while (got < 0 && errno == EINTR);
    const int error = errno;
    buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
    if (got < 0) fail("read", path_, error);
    ended_ = got == 0;
    return !ended_;
}

std::string_view Input::head() {
    while (buffer_.find_first_of("\r\n") == std::string::npos && fill()) {
    }
    // One byte more tells CRLF from CR, and whether anything follows the first line.
    if (buffer_.size() < block) fill();
    return buffer_;
}

std::string_view Input::all() {
    while (fill()) {
        if (buffer_.size() > largest_document) {
            throw UnreadableError(
                fmt::format("{} is larger than 1 GiB; JSONL and lines are read at any size", path_));
        }
    }
    return buffer_;
}

std::optional<std::string_view> Input::next_line() {
    while (true) {
        feed_ = std::min(buffer_.find('\n', std::max(feed_, taken_)), buffer_.size());
        carriage_ = std::min(buffer_.find('\r', std::max(carriage_, taken_)), buffer_.size());
        std::size_t end = std::min(feed_, carriage_);
        const bool found = end < buffer_.size();
        // A CR that ends the buffer may be half of a CRLF.
        const bool certain = found && (buffer_[end] == '\n' || end + 1 < buffer_.size());
        if (!certain && !ended_) {
            fill();
            continue;
        }
        if (taken_ == buffer_.size()) return std::nullopt;
        if (found) {
            const bool pair = buffer_[end] == '\r' && end + 1 < buffer_.size() && buffer_[end + 1] == '\n';
            end += pair ? 2 : 1;
        }
        const std::string_view line = std::string_view(buffer_).substr(taken_, end - taken_);
        taken_ = end;
        return line;
    }
}

}  // namespace camlint
