// Markdown: prompts in fenced code, also inside block quotes and lists. Everything outside a fence, and
// every fence of another kind, is left alone, but for comments before a fence that say what not to tell in
// it.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "document/carriers.hpp"
#include "document/embedded.hpp"
#include "document/json_reader.hpp"
#include "document/waiver.hpp"
#include "markdown.hpp"
#include "text/ascii.hpp"
#include "text/line_index.hpp"

namespace camlint {
namespace {

namespace pegtl = tao::pegtl;
namespace rule = grammar::markdown;

enum class FenceKind : std::uint8_t { other, prompt, json, shell };

struct FenceName {
    std::string_view name;
    FenceKind kind;
};

constexpr std::array fence_names{
    FenceName{"prompt", FenceKind::prompt},  FenceName{"hailuo", FenceKind::prompt},
    FenceName{"camlint", FenceKind::prompt}, FenceName{"json", FenceKind::json},
    FenceName{"bash", FenceKind::shell},     FenceName{"sh", FenceKind::shell},
    FenceName{"shell", FenceKind::shell},    FenceName{"zsh", FenceKind::shell},
    FenceName{"console", FenceKind::shell},
};

/// Deeper than anyone writes; a line can hold more marks than that, and they say nothing.
constexpr std::size_t deepest = 32;

template <typename Rule>
std::size_t match(std::string_view text) {
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        text.data(), text.data() + text.size(), "");
    return pegtl::parse<Rule>(in) ? static_cast<std::size_t>(in.current() - text.data()) : 0;
}

/// A line that is read from the left; blanks are counted in columns, a tab goes to the next multiple of 4.
class Line {
public:
    Line(std::string_view bytes, Span content) : rest_(slice(bytes, content)), at_(content.begin) {}

    [[nodiscard]] std::size_t indent() const {
        std::size_t column = column_;
        for (const char c : rest_) {
            if (c != ' ' && c != '\t') break;
            column = next_column(column, c);
        }
        return column - column_;
    }
    [[nodiscard]] bool is_blank() const { return match<rule::indent>(rest_) == rest_.size(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] std::string_view text() const { return rest_.substr(match<rule::indent>(rest_)); }
    [[nodiscard]] std::size_t offset() const { return at_; }

    /// Takes up to `columns` of blanks.
    void skip_blanks(std::size_t columns) {
        const std::size_t goal = column_ + columns;
        while (column_ < goal && !rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t')) take(1);
    }
    void take(std::size_t bytes) {
        for (; bytes > 0; --bytes) {
            column_ = next_column(column_, rest_[0]);
            rest_.remove_prefix(1);
            ++at_;
        }
    }

private:
    static std::size_t next_column(std::size_t column, char c) {
        return c == '\t' ? column + 4 - column % 4 : column + 1;
    }

    std::string_view rest_;
    std::size_t at_;
    std::size_t column_ = 0;
};

/// A block quote, or a list's item with the columns that its lines are indented by.
struct Container {
    bool quote = false;
    std::size_t columns = 0;
};

struct Fence {
    FenceKind kind = FenceKind::other;
    std::string_view marks;
    std::size_t indent = 0;
    std::vector<Span> lines;  ///< what each line says, without the containers' marks
    Span whole;               ///< from its marks to the end of its last line
};

FenceKind kind_of(std::string_view info) {
    const std::string word = to_lower(info.substr(0, info.find_first_of(" \t,{")));
    const auto row = std::ranges::find(fence_names, word, &FenceName::name);
    return row == fence_names.end() ? FenceKind::other : row->kind;
}

std::optional<Fence> opening_fence(const Line& line) {
    if (line.indent() > 3) return std::nullopt;
    const std::string_view text = line.text();
    if (match<rule::fence>(text) == 0) return std::nullopt;
    const std::size_t marks = std::max(match<rule::backticks>(text), match<rule::tildes>(text));
    const std::string_view info = text.substr(marks);
    return Fence{
        .kind = kind_of(info.substr(match<rule::indent>(info))),
        .marks = text.substr(0, marks),
        .indent = line.indent(),
        .lines = {},
        .whole = {line.offset() + line.rest().size() - text.size(), line.offset() + line.rest().size()}};
}

bool closes(const Line& line, const Fence& fence) {
    if (line.indent() > 3) return false;
    const std::string_view text = line.text();
    const std::size_t marks = std::max(match<rule::backticks>(text), match<rule::tildes>(text));
    return marks >= fence.marks.size() && text[0] == fence.marks[0] &&
           match<rule::indent>(text.substr(marks)) == text.size() - marks;
}

class MarkdownReader {
public:
    explicit MarkdownReader(std::string_view bytes) : bytes_(bytes) {}

    Document read(std::size_t start) {
        const LineIndex lines(bytes_);
        for (std::size_t i = 0; i < lines.count(); ++i) {
            Span content = lines.content(i);
            content.begin = std::max(content.begin, start);
            // Behind the last line end there is no line.
            if (content.empty() && content.begin == bytes_.size()) break;
            const bool is_last = i + 1 == lines.count();
            line_ = {content.begin, is_last ? bytes_.size() : lines.start_of(i + 1)};
            read_line(Line(bytes_, content));
        }
        end_fence();
        return std::move(document_);
    }

private:
    void read_line(Line line) {
        const bool all = enter_open_containers(line);
        if (fence_ && all) {
            fence_->whole.end = line.offset() + line.rest().size();
            if (closes(line, *fence_)) return end_fence();
            line.skip_blanks(fence_->indent);
            fence_->lines.push_back({line.offset(), line.offset() + line.rest().size()});
            return;
        }
        end_fence();
        if (containers_.size() < depth_) forget_waivers();
        const std::size_t known = containers_.size();
        open_containers(line);
        fence_ = opening_fence(line);
        if (!fence_ && !line.is_blank() && !read_comments(line, containers_.size() > known)) forget_waivers();
    }

    /// Reads a line of comments and nothing else; false for any other. What suppressions it holds are for
    /// the next fence. A line on which a container is opened is not taken away as a whole.
    bool read_comments(Line& line, bool opens) {
        if (line.indent() > 3) return false;
        const std::size_t known = document_.waivers.size();
        std::size_t comments = 0;
        for (line.skip_blanks(3); !line.rest().empty(); line.skip_blanks(line.indent())) {
            const std::size_t size = match<rule::comment>(line.rest());
            if (size == 0) break;
            const Span comment{line.offset(), line.offset() + size};
            line.take(size);
            const bool alone = comments++ == 0 && line.is_blank() && !opens;
            auto list = waivers_of_comment(bytes_, comment);
            if (!list) continue;
            if (alone) list->whole = line_;
            add_waivers(document_, bytes_, *list);
        }
        if (document_.waivers.size() > known) depth_ = containers_.size();
        return line.rest().empty();
    }

    /// Leaves the suppressions so far to cover nothing.
    void forget_waivers() {
        waivers_ = document_.waivers.size();
        depth_ = 0;
    }

    /// Takes the marks of the containers that the line is still in, and closes the others. True if it
    /// is in all of them.
    bool enter_open_containers(Line& line) {
        for (std::size_t i = 0; i < containers_.size(); ++i) {
            if (!enter(line, containers_[i])) {
                containers_.resize(i);
                return false;
            }
        }
        return true;
    }

    static bool enter(Line& line, const Container& container) {
        if (!container.quote) {
            const bool inside = line.is_blank() || line.indent() >= container.columns;
            if (inside) line.skip_blanks(container.columns);
            return inside;
        }
        const std::size_t mark = match<rule::quote_mark>(line.text());
        if (mark == 0 || line.indent() > 3) return false;
        line.skip_blanks(line.indent());
        line.take(mark);
        line.skip_blanks(1);
        return true;
    }

    void open_containers(Line& line) {
        while (containers_.size() < deepest && line.indent() <= 3) {
            const Container quote{.quote = true};
            const std::size_t mark = match<rule::list_mark>(line.text());
            if (mark == 0) {
                if (!enter(line, quote)) return;
                containers_.push_back(quote);
                continue;
            }
            const std::size_t before = line.indent();
            line.skip_blanks(before);
            line.take(mark);
            const std::size_t after = line.indent();
            const std::size_t blanks = after >= 1 && after <= 4 && !line.is_blank() ? after : 1;
            line.skip_blanks(blanks);
            containers_.push_back({.quote = false, .columns = before + mark + blanks});
        }
    }

    void end_fence() {
        if (!fence_) return;
        const Fence fence = *std::move(fence_);
        fence_.reset();
        for (; waivers_ < document_.waivers.size(); ++waivers_) {
            document_.waivers[waivers_].covers = fence.whole;
        }
        depth_ = 0;
        if (fence.kind == FenceKind::other) return;
        SourceMap map;
        const std::string_view text = join(fence, map);
        switch (fence.kind) {
            case FenceKind::other: break;
            case FenceKind::json: add_json(document_, text, map, JsonPlace::example); break;
            case FenceKind::shell: add_shell(document_, text, map); break;
            case FenceKind::prompt: {
                const std::size_t begin = map.to_host({0, 0}).begin;
                document_.prompts.push_back(
                    {.text = text, .map = std::move(map), .anchor = {begin, begin}, .fields = {}});
                break;
            }
        }
    }

    /// The lines of a fence as one text: a line feed stands for a line end and the marks behind it.
    std::string_view join(const Fence& fence, SourceMap& map) {
        if (fence.lines.empty()) {
            const std::size_t end = span_of(fence.marks, bytes_).end;
            map = SourceMap(end);
            return {};
        }
        const Span whole{fence.lines.front().begin, fence.lines.back().end};
        map = SourceMap(whole.begin);
        const auto next_to_each_other = [this](Span a, Span b) {
            return b.begin == a.end + 1 && bytes_[a.end] == '\n';
        };
        const auto gap = std::ranges::adjacent_find(
            fence.lines, [&](Span a, Span b) { return !next_to_each_other(a, b); });
        if (gap == fence.lines.end()) return slice(bytes_, whole);

        std::string& out = document_.decoded.emplace_back();
        for (std::size_t i = 0; i < fence.lines.size(); ++i) {
            const Span line = fence.lines[i];
            if (i > 0) {
                const Span before = fence.lines[i - 1];
                out += '\n';
                if (!next_to_each_other(before, line)) {
                    map.add({.text = {out.size() - 1, out.size()}, .host = {before.end, line.begin}});
                }
            }
            out += slice(bytes_, line);
        }
        return out;
    }

    std::string_view bytes_;
    std::vector<Container> containers_;
    std::optional<Fence> fence_;
    Document document_;
    Span line_;                ///< that is read, with its line end
    std::size_t waivers_ = 0;  ///< the first suppression that waits for its fence
    std::size_t depth_ = 0;    ///< of the containers around it
};

}  // namespace

Document read_markdown(const Source& source) { return MarkdownReader(source.bytes).read(start_of(source)); }

}  // namespace camlint
