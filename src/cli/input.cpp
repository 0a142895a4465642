#include "cli/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::size_t block = std::size_t{64} * 1024;

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

Input::Input(const std::string& path, std::string bytes)
    : path_(path), ended_(true), buffer_(std::move(bytes)) {}

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
    while (buffer_.find_first_of("\r\n") == std::string::npos && buffer_.size() < largest_record && fill()) {
    }
    // One byte more tells CRLF from CR, and whether anything follows the first line.
    if (buffer_.size() < block) fill();
    return buffer_;
}

std::string_view Input::all(std::size_t most) {
    while (buffer_.size() <= most && fill()) {
    }
    if (buffer_.size() <= most) return buffer_;
    throw UnreadableError(fmt::format(
        "{} is larger than {} bytes and would have to be read whole; --max-file-size sets the limit",
        path_ == "-" ? "standard input" : path_, most));
}

Record Input::take(std::size_t size, bool is_cut) {
    const std::string_view bytes = buffered().substr(0, size);
    taken_ += size;
    return {.bytes = bytes, .is_cut = is_cut};
}

/// Of a record that is too large. Not cut inside a character, which would be no UTF-8 any more.
Record Input::take_beginning() { return take(clip(buffered(), largest_record).size(), true); }

std::optional<Record> Input::next_line() {
    while (true) {
        feed_ = std::min(buffer_.find('\n', std::max(feed_, taken_)), buffer_.size());
        carriage_ = std::min(buffer_.find('\r', std::max(carriage_, taken_)), buffer_.size());
        const std::size_t end = std::min(feed_, carriage_);
        const bool found = end < buffer_.size();
        if (end - taken_ > largest_record) return take_beginning();
        // A CR that ends the buffer may be half of a CRLF.
        const bool certain = found && (buffer_[end] == '\n' || end + 1 < buffer_.size());
        if (!certain && !ended_) {
            fill();
            continue;
        }
        if (taken_ == buffer_.size()) return std::nullopt;
        const bool pair = buffered().substr(end - taken_).starts_with("\r\n");
        return take(end - taken_ + (found ? (pair ? 2 : 1) : 0), false);
    }
}

std::optional<Record> Input::next_record(const SizeOf& size_of) {
    while (true) {
        const bool is_full = buffered().size() > largest_record;
        const std::string_view seen = buffered().substr(0, largest_record);
        const std::size_t size = size_of(seen, ended_ && !is_full);
        if (size == std::string_view::npos && is_full) return take_beginning();
        if (size == std::string_view::npos) {
            fill();
            continue;
        }
        if (ended_ && seen.empty()) return std::nullopt;
        return take(size, false);
    }
}

std::size_t Input::skip_line() {
    std::size_t skipped = 0;
    while (true) {
        // A CR that ends the buffer may be half of a CRLF.
        const std::size_t size = first_line(buffered()).size();
        if (size == buffered().size() && buffered().ends_with('\r') && fill()) continue;
        const bool has_end = size > 0 && (buffered()[size - 1] == '\n' || size < buffered().size() || ended_);
        skipped += size;
        taken_ += size;
        if (has_end || (ended_ && buffered().empty())) return skipped;
        if (!fill()) return skipped;
    }
}

}  // namespace camlint
