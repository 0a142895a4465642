#include "text/line_index.hpp"

#include <algorithm>

namespace camlint {
namespace {

/// Offset behind the line end that starts at `at`, which must be CR or LF.
std::size_t behind_line_end(std::string_view text, std::size_t at) {
    const bool pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    return at + (pair ? 2 : 1);
}

/// Finds line ends one after the other. Each of CR and LF is searched with memchr and looked for
/// again only once it has been passed, so a text without CR is not searched for it at every line.
class LineEnds {
public:
    explicit LineEnds(std::string_view text)
        : text_(text), feed_(text.find('\n')), carriage_(text.find('\r')) {}

    /// Start of the next line, npos when there is no further line end.
    std::size_t next() {
        const std::size_t end = std::min(feed_, carriage_);
        if (end == std::string_view::npos) return end;
        const std::size_t start = behind_line_end(text_, end);
        if (feed_ < start) feed_ = text_.find('\n', start);
        if (carriage_ < start) carriage_ = text_.find('\r', start);
        return start;
    }

private:
    std::string_view text_;
    std::size_t feed_;
    std::size_t carriage_;
};

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
    LineEnds ends(text);
    for (std::size_t start = ends.next(); start != std::string_view::npos; start = ends.next()) {
        starts_.push_back(start);
    }
}

std::size_t LineIndex::line_of(std::size_t byte) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), byte);
    return static_cast<std::size_t>(after - starts_.begin()) - 1;
}

Span LineIndex::content(std::size_t line) const {
    const std::size_t begin = starts_[line];
    const std::size_t end = line + 1 < starts_.size() ? starts_[line + 1] : text_.size();
    const std::string_view body = without_line_end(text_.substr(begin, end - begin));
    return {begin, begin + body.size()};
}

std::string_view first_line(std::string_view text) {
    const std::string_view to_feed = text.substr(0, text.find('\n'));
    const std::size_t end =
        to_feed.size() < text.size() ? std::min(to_feed.find('\r'), to_feed.size()) : to_feed.find('\r');
    return end == std::string_view::npos ? text : text.substr(0, behind_line_end(text, end));
}

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::size_t count_line_ends(std::string_view text) {
    LineEnds ends(text);
    std::size_t count = 0;
    while (ends.next() != std::string_view::npos) ++count;
    return count;
}

}  // namespace camlint
