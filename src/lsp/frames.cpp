#include "lsp/frames.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::size_t largest_header = std::size_t{64} << 10;

/// How far before a line's end its length may begin. So the start of a long line need not be kept.
constexpr std::size_t reach = 128;

constexpr std::string_view length_name = "content-length:";

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view text, std::string_view lower) {
    return std::ranges::equal(text, lower, {}, lowered);
}

bool starts_with(std::string_view text, std::string_view lower) {
    return same(text.substr(0, lower.size()), lower);
}

bool ends_with(std::string_view text, std::string_view lower) {
    return text.size() >= lower.size() && same(text.substr(text.size() - lower.size()), lower);
}

std::string_view last(std::string_view text, std::size_t size) {
    return text.substr(text.size() - std::min(size, text.size()));
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A character of a header's name, as in HTTP.
bool is_name(char c) {
    return is_digit(c) || (lowered(c) >= 'a' && lowered(c) <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

/// Takes off the end of a text what `is` is true of, and gives it.
template <typename Is>
std::string_view take_back(std::string_view& text, Is is) {
    std::size_t left = text.size();
    while (left > 0 && is(text[left - 1])) --left;
    const std::string_view taken = text.substr(left);
    text = text.substr(0, left);
    return taken;
}

/// A length at the end of a line: where its name begins, and what it is. Anything may stand before it.
struct LengthField {
    std::size_t begin = 0;
    std::size_t size = 0;
};

std::optional<LengthField> length_of(std::string_view line) {
    std::string_view left = last(line, reach);
    take_back(left, is_blank);
    const std::string_view digits = take_back(left, is_digit);
    take_back(left, is_blank);
    if (digits.empty() || !ends_with(left, length_name)) return std::nullopt;
    std::size_t size = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), size).ec != std::errc{} ||
        size > largest_message)
        return std::nullopt;
    const auto behind = static_cast<std::size_t>(left.data() + left.size() - line.data());
    return LengthField{.begin = behind - length_name.size(), .size = size};
}

/// Whether a line is a header's, of any name.
bool is_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && colon > 0 &&
           std::ranges::all_of(line.substr(0, colon), is_name);
}

/// Whether a line that goes on behind `text` may end in a length that begins in `text`.
bool begins_length(std::string_view text) {
    std::string_view left = last(text, reach);
    for (std::size_t size = length_name.size() - 1; size > 0; --size)
        if (ends_with(left, length_name.substr(0, size))) return true;
    if (left.ends_with('\r')) left.remove_suffix(1);
    take_back(left, is_blank);
    take_back(left, is_digit);
    take_back(left, is_blank);
    return ends_with(left, length_name);
}

std::string long_header() { return fmt::format("expected a header of at most {} bytes", largest_header); }

std::string bad_line(std::string_view line) {
    if (starts_with(line, length_name))
        return fmt::format("expected a Content-Length from 0 to {}, not '{}'", largest_message,
                           clip(line, 60));
    return fmt::format("expected a header with a Content-Length, not '{}'", clip(line, 60));
}

}  // namespace

void Frames::feed(std::string_view bytes) {
    if (begin_ > buffer_.size() / 2) {
        buffer_.erase(0, begin_);
        line_ -= begin_;
        seen_ -= begin_;
        if (candidate_) candidate_->begin -= begin_;
        begin_ = 0;
    }
    buffer_.append(bytes);
}

std::optional<Frame> Frames::next() {
    for (;;) {
        std::string_view known = buffer_;
        const bool is_whole = state_ == State::body && known.size() - begin_ >= size_;
        if (is_whole) known = known.substr(0, begin_ + size_);
        const std::size_t end = known.find('\n', seen_);
        if (end == std::string_view::npos) {
            seen_ = known.size();
            return is_whole ? end_body() : end_input();
        }
        if (std::optional<Frame> frame = end_line(end)) return frame;
    }
}

std::optional<Frame> Frames::end_line(std::size_t end) {
    std::string_view line = std::string_view(buffer_).substr(line_, end - line_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t start = line_;
    line_ = seen_ = end + 1;
    if (candidate_ && line_ - candidate_->begin > largest_header) candidate_.reset();
    std::optional<Frame> fault;
    if (state_ == State::header && line_ - begin_ > largest_header) fault = skip(long_header());
    if (line.empty()) {
        std::optional<Frame> other = end_header(start);
        return fault ? fault : other;
    }

    const std::optional<LengthField> found = length_of(line);
    const bool is_length = starts_with(line, length_name);
    const bool is_known = candidate_ && candidate_->opens_line;
    const bool is_fine = is_length ? found && !is_known : is_field(line);
    if (found && !(state_ == State::header && is_fine && is_known)) {
        candidate_ = {.begin = start + found->begin, .size = found->size, .opens_line = found->begin == 0};
    } else if (!found && (is_length || !is_fine)) {
        candidate_.reset();
    }
    if (state_ == State::header && !is_fine) fault = skip(bad_line(line));
    return fault;
}

std::optional<Frame> Frames::end_header(std::size_t line) {
    if (!candidate_) {
        if (state_ != State::header) return std::nullopt;
        if (line != begin_) return skip("expected a Content-Length in the header");
        begin_ = line_;
        return std::nullopt;
    }
    const State before = state_;
    const bool opens_line = candidate_->opens_line;
    state_ = State::body;
    begin_ = line_;
    size_ = candidate_->size;
    candidate_.reset();
    // Grown at once, or it would be there twice when it grows. What is not written to takes no memory.
    buffer_.reserve(begin_ + size_ + largest_header);
    if (before == State::body) return Frame{.body = {}, .fault = "a body is shorter than its Content-Length"};
    if (before == State::header && !opens_line)
        return Frame{.body = {}, .fault = "expected a header, not bytes before its Content-Length"};
    return std::nullopt;
}

Frame Frames::end_body() {
    const std::size_t end = begin_ + size_;
    if (candidate_ || begins_length(std::string_view(buffer_).substr(line_, end - line_)))
        return skip("a body is shorter than its Content-Length");
    state_ = State::header;
    return {.body = take(end), .fault = {}};
}

/// Where more has to come. Forgets what cannot become part of a message.
std::optional<Frame> Frames::end_input() {
    const std::size_t end = buffer_.size();
    if (candidate_ && end - candidate_->begin > largest_header) candidate_.reset();
    if (state_ == State::header && end - begin_ > largest_header) return skip(long_header());
    if (state_ != State::rubbish) return std::nullopt;
    if (candidate_) {
        begin_ = candidate_->begin;
    } else {
        begin_ = line_ = std::max(line_, end - std::min(end, 2 * reach));
    }
    return std::nullopt;
}

Frame Frames::skip(std::string fault) {
    state_ = State::rubbish;
    return {.body = {}, .fault = std::move(fault)};
}

/// The body that ends at `end`. A large one is not copied: there may be no room for it twice.
std::string Frames::take(std::size_t end) {
    std::string body;
    if (size_ > buffer_.size() / 2) {
        std::string rest = buffer_.substr(end);
        buffer_.resize(end);
        buffer_.erase(0, begin_);
        body = std::exchange(buffer_, std::move(rest));
        end = 0;
    } else {
        body = buffer_.substr(begin_, size_);
    }
    begin_ = line_ = seen_ = end;
    return body;
}

}  // namespace camlint
