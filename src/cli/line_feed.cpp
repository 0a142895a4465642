#include "cli/line_feed.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "text/line_index.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;

bool poll_for_input(int descriptor, int patience) {
    pollfd input{.fd = descriptor, .events = POLLIN, .revents = 0};
    return poll(&input, 1, patience) > 0;
}

/// A CR at the end of a line is the first half of its end.
std::size_t content_size(std::string_view line) { return line.size() - (line.ends_with('\r') ? 1 : 0); }

}  // namespace

LineFeed::LineFeed(int descriptor, std::size_t longest, Gather gather)
    : descriptor_(descriptor), longest_(longest), gather_(gather), capacity_(block), buffer_(block, '\0') {}

/// Moves what is unread to the front, and sees to half a block of room at least. An unread line is at most
/// one byte too long, so the buffer has an upper limit.
void LineFeed::make_room() {
    const std::size_t left = size_ - taken_;
    if (capacity_ - left < block / 2) {
        capacity_ = std::min(2 * capacity_, longest_ + 2 * block);
        std::string larger(capacity_, '\0');
        std::memcpy(larger.data(), buffer_.data() + taken_, left);
        buffer_ = std::move(larger);
    } else if (taken_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + taken_, left);
    }
    carriage_ -= taken_;
    size_ = left;
    taken_ = 0;
}

/// The bytes that were added; 0 at the end of input.
std::size_t LineFeed::read_some() {
    while (true) {
        const ssize_t got = read(descriptor_, buffer_.data() + size_, capacity_ - size_);
        if (got >= 0) {
            size_ += static_cast<std::size_t>(got);
            return static_cast<std::size_t>(got);
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            (void)poll_for_input(descriptor_, -1);  // whoever started this made it one that does not block
        } else if (errno != EINTR) {
            throw UnreadableError(fmt::format("cannot read standard input: {}", std::strerror(errno)));
        }
    }
}

bool LineFeed::fill() {
    if (is_ended_) return false;
    make_room();
    const std::size_t before = size_;
    is_ended_ = read_some() == 0;
    // What ends this, the end of input or an error, is met again by the next read.
    while (gather_ == Gather::what_there && !is_ended_ && size_ < capacity_ &&
           poll_for_input(descriptor_, 0)) {
        const ssize_t got = read(descriptor_, buffer_.data() + size_, capacity_ - size_);
        if (got <= 0) break;
        size_ += static_cast<std::size_t>(got);
    }
    if (carriage_ == before) {
        carriage_ = before + std::min(std::string_view(buffer_.data() + before, size_ - before).find('\r'),
                                      size_ - before);
    }
    return !is_ended_;
}

std::optional<FeedLine> LineFeed::next() {
    if (is_skipping_ && !skip_rest()) return std::nullopt;
    const std::string_view rest = unread();
    const std::size_t feed = rest.find('\n', searched_);
    const bool has_end = feed != std::string_view::npos;
    searched_ = has_end ? 0 : rest.size();
    if (content_size(rest.substr(0, feed)) > longest_) {
        is_skipping_ = true;
        skipped_carriage_ = false;
        return take(clip(rest, longest_).size(), true);
    }
    if (has_end) return take(feed + 1, false);
    if (!is_ended_ || rest.empty()) return std::nullopt;
    return take(rest.size(), false);
}

FeedLine LineFeed::take(std::size_t size, bool is_cut) {
    const FeedLine line{.bytes = unread().substr(0, size), .origin = origin_, .is_cut = is_cut};
    taken_ += size;
    searched_ = 0;
    origin_.byte += size;
    if (carriage_ >= taken_) {
        origin_.line += is_cut ? 0 : 1;
        return line;
    }
    // Each CR that stands alone ends a line of an editor, and of the positions of findings.
    origin_.line += count_line_ends(line.bytes);
    carriage_ = std::min(std::string_view(buffer_.data(), size_).find('\r', taken_), size_);
    return line;
}

/// Passes over what is left of a line; false where its end has not come yet.
bool LineFeed::skip_rest() {
    const std::string_view rest = unread();
    const std::size_t feed = rest.find('\n');
    is_skipping_ = feed == std::string_view::npos;
    const std::string_view part = rest.substr(0, is_skipping_ ? rest.size() : feed + 1);
    if (part.empty()) return false;
    origin_.byte += part.size();
    origin_.line += static_cast<std::size_t>(std::ranges::count(part, '\r'));
    if (!is_skipping_) {
        const bool is_pair = part.size() > 1 ? part[part.size() - 2] == '\r' : skipped_carriage_;
        origin_.line += is_pair ? 0 : 1;
    }
    skipped_carriage_ = part.back() == '\r';
    taken_ += part.size();
    if (carriage_ < taken_) {
        carriage_ = std::min(std::string_view(buffer_.data(), size_).find('\r', taken_), size_);
    }
    return !is_skipping_;
}

}  // namespace camlint
