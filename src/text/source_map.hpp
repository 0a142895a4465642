#pragma once
// Which bytes of a host file a decoded text came from. A prompt inside a JSON string is decoded:
// `\n`, `\"`, `\u63a8` and surrogate pairs are one segment each, everything between is verbatim.

#include <cstddef>
#include <vector>

#include "text/span.hpp"

namespace camlint {

/// A piece whose decoded bytes differ from its host bytes: `\u63a8` is 3 bytes of text, 6 of host. A
/// piece of no text is host that says nothing: a shell's quotes between two parts of a word.
struct Escape {
    Span text;
    Span host;
    std::size_t count = 1;  ///< pieces of the same two sizes, one behind the other
};

class SourceMap {
public:
    SourceMap() = default;

    /// A text whose first byte lies at the host offset `host_begin`.
    explicit SourceMap(std::size_t host_begin) : host_begin_(host_begin) {}

    /// As a new one that starts there, but for the memory that it has.
    void start_at(std::size_t host_begin) {
        host_begin_ = host_begin;
        escapes_.clear();
    }

    /// Adds the next escape; escapes come in the order of the text and do not overlap.
    void add(Escape escape);

    /// Whether the text is the host's bytes as they are.
    [[nodiscard]] bool is_verbatim() const { return escapes_.empty(); }

    /// The host bytes of `text`. A span that cuts into an escape takes in the whole escape; an empty one
    /// lies behind the character before it.
    [[nodiscard]] Span to_host(Span text) const {
        if (is_verbatim()) return {host_begin_ + text.begin, host_begin_ + text.end};
        return through_escapes(text);
    }

    /// The text offset of a host offset; inside an escape, the escape's start.
    [[nodiscard]] std::size_t to_text(std::size_t host) const;

    /// The map of a text of `size` bytes whose host is itself the text of `outer`: from this text all
    /// the way to the outer host. An escape of the outer map must not cross an edge of this text or of
    /// one of its escapes.
    [[nodiscard]] SourceMap within(const SourceMap& outer, std::size_t size) const;

private:
    [[nodiscard]] Span through_escapes(Span text) const;
    [[nodiscard]] std::vector<Escape> pieces() const;

    std::size_t host_begin_ = 0;
    std::vector<Escape> escapes_;
};

}  // namespace camlint
