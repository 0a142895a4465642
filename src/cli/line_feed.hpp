#pragma once
// Lines from a descriptor that somebody may still be writing to: gives every complete line before it waits
// for more. A line ends at LF. Holds one block and the beginning of a line, never a line that is too long,
// and copies nothing but what a block's end cuts. Never looks into a line.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/source.hpp"

namespace camlint {

/// A line with its line end, or the beginning of one that is too long, without.
struct FeedLine {
    std::string_view bytes;
    Origin origin;  ///< where it stands in all that was read
    bool is_cut = false;
};

/// When a read is enough.
enum class Gather : std::uint8_t {
    at_once,     ///< whatever the first read gives
    what_there,  ///< all that can be read without waiting, up to a block
};

class LineFeed {
public:
    /// `longest` is how many bytes a line may have before its LF or CRLF.
    LineFeed(int descriptor, std::size_t longest, Gather gather);

    /// Waits for more bytes; false at the end. Views of lines hold until then. Throws UnreadableError.
    bool fill();

    /// The next line of what has been read; nothing where it has no end yet. At the end of input, the last
    /// line needs none. What is left of a line that was cut is passed over.
    [[nodiscard]] std::optional<FeedLine> next();

private:
    [[nodiscard]] std::string_view unread() const { return {buffer_.data() + taken_, size_ - taken_}; }
    [[nodiscard]] std::size_t read_some();
    void make_room();
    FeedLine take(std::size_t size, bool is_cut);
    bool skip_rest();

    int descriptor_;
    std::size_t longest_;
    Gather gather_;
    std::size_t capacity_;
    std::string buffer_;  ///< as large as the capacity
    std::size_t size_ = 0;
    std::size_t taken_ = 0;
    std::size_t searched_ = 0;  ///< of what is unread: no LF in there
    std::size_t carriage_ = 0;  ///< where the next CR is known to be, or the end of what is read
    Origin origin_;             ///< of what is unread
    bool is_ended_ = false;
    bool is_skipping_ = false;
    bool skipped_carriage_ = false;  ///< the last byte that was skipped is a CR
};

}  // namespace camlint
