#include "report/parts/unified_diff.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "report/parts/paint.hpp"
#include "text/display.hpp"
#include "text/disruptive.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::size_t context = 3;  // lines

/// A run of lines and what takes its place.
struct Change {
    std::size_t first;  ///< 0-based number of the first line
    std::size_t count;  ///< of lines
    std::string text;   ///< what they become
};

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

/// The edits widened to whole lines; those that share a line are one.
class Changes {
public:
    Changes(std::string_view text, const std::vector<std::string_view>& lines) : text_(text), lines_(lines) {}

    std::vector<Change> of(std::span<const Edit> edits) {
        std::vector<Change> changes;
        while (!edits.empty()) {
            const std::size_t first = line_at(edits.front().span.begin);
            std::size_t end = first;
            std::size_t count = 0;
            // A line that loses its end is joined with the next one.
            do {
                end = std::max(end, line_behind(edits[count]));
                ++count;
            } while (count < edits.size() && line_at(edits[count].span.begin) < end);
            std::string text = rewritten(edits.first(count), first, end);
            if (!changes.empty() && changes.back().first + changes.back().count == first) {
                changes.back().count += end - first;
                changes.back().text += text;
            } else {
                changes.push_back({.first = first, .count = end - first, .text = std::move(text)});
            }
            edits = edits.subspan(count);
        }
        return changes;
    }

private:
    /// The line that holds a place; one behind all lines at the end of a text that ends with a line end.
    std::size_t line_at(std::size_t offset) {
        const auto lies_behind = [&](std::string_view line) {
            const std::size_t end = start_of(line_) + line.size();
            return line.ends_with('\n') ? end <= offset : end < offset;
        };
        while (line_ < lines_.size() && lies_behind(lines_[line_])) ++line_;
        return line_;
    }
    std::size_t line_behind(const Edit& edit) {
        const std::size_t begin = line_at(edit.span.begin);
        std::size_t end = begin;
        while (end < lines_.size() && start_of(end) < std::max(edit.span.end, edit.span.begin + 1)) ++end;
        const bool is_whole = edit.text.empty() && edit.span.begin == start_of(begin);
        const bool loses_end = end < lines_.size() && end > begin && edit.span.end == start_of(end) &&
                               !is_whole && !edit.text.ends_with('\n');
        return loses_end ? end + 1 : end;
    }
    std::size_t start_of(std::size_t line) const {
        return static_cast<std::size_t>(lines_[line].data() - text_.data());
    }
    std::string rewritten(std::span<const Edit> edits, std::size_t first, std::size_t end) const {
        const std::size_t begin = first < lines_.size() ? start_of(first) : text_.size();
        const std::size_t stop = end < lines_.size() ? start_of(end) : text_.size();
        std::vector<Edit> shifted(edits.begin(), edits.end());
        for (Edit& edit : shifted) edit.span = {edit.span.begin - begin, edit.span.end - begin};
        return apply_edits(text_.substr(begin, stop - begin), shifted);
    }

    std::string_view text_;
    const std::vector<std::string_view>& lines_;
    std::size_t line_ = 0;
};

/// A line as it is, but for what a terminal acts on.
std::string visible(std::string_view line) {
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        const CodePoint point = decode(line, at);
        const std::string_view bytes = line.substr(at, point.size);
        at += point.size;
        const bool ends_line = point.value == '\r' && at == line.size();
        const bool stays = ends_line || !is_disruptive(point.value);
        out += stays ? std::string(bytes) : printable(bytes);
    }
    return out;
}

void write_line(std::string& out, char mark, std::string_view line, const Paint* paint) {
    const bool ended = line.ends_with('\n');
    if (ended) line.remove_suffix(1);
    const std::string text = mark + visible(line);
    out += paint == nullptr ? text : (*paint)(text);
    out += ended ? "\n" : "\n\\ No newline at end of file\n";
}

/// "12,3" or "12": a range of lines as a hunk's head has it.
std::string range(std::size_t first, std::size_t count) {
    if (count == 1) return fmt::format("{}", first + 1);
    return fmt::format("{},{}", count == 0 ? first : first + 1, count);
}

class Writer {
public:
    Writer(const std::vector<std::string_view>& lines, bool color)
        : lines_(lines), minus_(Color::red, color), plus_(Color::green, color), head_(Color::cyan, color) {}

    /// Changes whose contexts meet are one hunk.
    void write(std::string& out, std::span<const Change> changes) {
        while (!changes.empty()) {
            std::size_t count = 1;
            while (count < changes.size() &&
                   changes[count].first - (changes[count - 1].first + changes[count - 1].count) <=
                       2 * context) {
                ++count;
            }
            write_hunk(out, changes.first(count));
            changes = changes.subspan(count);
        }
    }

private:
    void write_hunk(std::string& out, std::span<const Change> changes) {
        const std::size_t begin = changes.front().first - std::min(context, changes.front().first);
        const std::size_t end =
            std::min(changes.back().first + changes.back().count + context, lines_.size());
        std::string body;
        std::size_t added = 0;
        std::size_t removed = 0;
        std::size_t at = begin;
        for (const Change& change : changes) {
            for (; at < change.first; ++at) write_line(body, ' ', lines_[at], nullptr);
            for (; at < change.first + change.count; ++at) write_line(body, '-', lines_[at], &minus_);
            const auto texts = lines_of(change.text);
            for (const std::string_view line : texts) write_line(body, '+', line, &plus_);
            added += texts.size();
            removed += change.count;
        }
        for (; at < end; ++at) write_line(body, ' ', lines_[at], nullptr);
        const std::size_t size = end - begin;
        out += head_(fmt::format("@@ -{} +{} @@", range(begin, size),
                                 range(begin + grown_ - shrunk_, size + added - removed)));
        out += '\n' + body;
        grown_ += added;
        shrunk_ += removed;
    }

    const std::vector<std::string_view>& lines_;
    Paint minus_;
    Paint plus_;
    Paint head_;
    std::size_t grown_ = 0;
    std::size_t shrunk_ = 0;
};

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::span<const Edit> edits,
                         bool color) {
    if (edits.empty()) return {};
    const std::vector<std::string_view> lines = lines_of(before);
    const std::vector<Change> changes = Changes(before, lines).of(edits);
    std::string out = fmt::format("--- {0}\n+++ {0}\n", printable(name));
    Writer(lines, color).write(out, changes);
    return out;
}

}  // namespace camlint
