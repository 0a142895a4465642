#include "cli/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

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

Input::Input(std::string path) : path_(std::move(path)), expected_(block) {
    if (path_ == "-") {
        descriptor_ = STDIN_FILENO;
        return;
    }
    descriptor_ = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail("open", path_, errno);
    struct stat status {};
    if (fstat(descriptor_, &status) != 0) return;
    if (S_ISDIR(status.st_mode)) {
        close(descriptor_);
        fail("read", path_, EISDIR);
    }
    // A small file needs little room, and one byte more to see its end.
    const auto size = static_cast<std::size_t>(status.st_size);
    if (S_ISREG(status.st_mode) && size > 0) expected_ = std::min(block, size + 1);
}

Input::Input(std::string path, std::string_view bytes) : path_(std::move(path)), ended_(true), expected_(0) {
    grow(bytes.size());
    size_ = bytes.copy(memory_.get(), bytes.size());
}

Input::~Input() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

void Input::forget_taken() {
    if (taken_ == 0) return;
    // Positions that are still ahead move with the bytes.
    std::ranges::copy(buffered(), memory_.get());
    size_ -= taken_;
    feed_ -= std::min(feed_, taken_);
    carriage_ -= std::min(carriage_, taken_);
    taken_ = 0;
}

void Input::grow(std::size_t capacity) {
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): as the memory itself
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    std::ranges::copy(held(), larger.get());
    memory_ = std::move(larger);
    capacity_ = capacity;
}

bool Input::fill() {
    if (ended_) return false;
    forget_taken();
    if (size_ == capacity_) grow(std::max(expected_, 2 * size_));  // doubling keeps a long line linear
    ssize_t got = 0;
    do {
        got = read(descriptor_, memory_.get() + size_, capacity_ - size_);
    } while (got < 0 && errno == EINTR);
    if (got < 0) fail("read", path_, errno);
    size_ += static_cast<std::size_t>(got);
    ended_ = got == 0;
    return !ended_;
}

std::string_view Input::head() {
    const auto has_line_end = [this] {
        return held().find('\n') != std::string_view::npos || held().find('\r') != std::string_view::npos;
    };
    while (!has_line_end() && size_ < largest_record && fill()) {
    }
    // One byte more tells CRLF from CR, and whether anything follows the first line.
    if (size_ < block) fill();
    return held();
}

std::string_view Input::all(std::size_t most) {
    while (size_ <= most && fill()) {
    }
    if (size_ <= most) return held();
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
        feed_ = std::min(held().find('\n', std::max(feed_, taken_)), size_);
        carriage_ = std::min(held().find('\r', std::max(carriage_, taken_)), size_);
        const std::size_t end = std::min(feed_, carriage_);
        const bool found = end < size_;
        if (end - taken_ > largest_record) return take_beginning();
        // A CR that ends the buffer may be half of a CRLF.
        const bool certain = found && (held()[end] == '\n' || end + 1 < size_);
        if (!certain && !ended_) {
            fill();
            continue;
        }
        if (taken_ == size_) return std::nullopt;
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
