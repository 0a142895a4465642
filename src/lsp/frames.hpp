#pragma once
// A client's bytes cut into messages: headers, an empty line, Content-Length bytes of body. Whatever the
// bytes are, the next message that is whole is found again. Pure: reads nothing, keeps at most one message.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace camlint {

/// Bytes that the body of a message may have.
inline constexpr std::size_t largest_message = std::size_t{16} << 20;

/// A message's body or, where there is none, what is wrong with what came in its place.
struct Frame {
    std::string body;
    std::string fault;  ///< empty where there is a body
};

/// What comes out does not depend on how the bytes are cut into pieces. Time is linear in them.
class Frames {
public:
    /// Adds what came next, in pieces of any size. All of it is kept until `next` has nothing more to give.
    void feed(std::string_view bytes);

    /// The next message, or the next fault: one for all that is skipped up to the next header. Nothing while
    /// more has to come. A message that is larger than `largest_message` is skipped, not kept. Where a header
    /// begins inside of a body, or at its end, the body's length was wrong: that is a fault, and the header
    /// counts. No JSON can hold one. Empty lines before a header are no fault.
    [[nodiscard]] std::optional<Frame> next();

private:
    enum class State { header, rubbish, body };

    /// A line that gives a length; what follows may be the rest of its header.
    struct Candidate {
        std::size_t begin = 0;  ///< of the header's name
        std::size_t size = 0;   ///< of the body
        bool opens_line = false;
    };

    [[nodiscard]] std::optional<Frame> end_line(std::size_t end);
    [[nodiscard]] std::optional<Frame> end_header(std::size_t line);
    [[nodiscard]] Frame end_body();
    [[nodiscard]] std::optional<Frame> end_input();
    [[nodiscard]] Frame skip(std::string fault);
    [[nodiscard]] std::string take(std::size_t end);

    State state_ = State::header;
    std::string buffer_;
    // Offsets into the buffer.
    std::size_t begin_ = 0;  ///< of the header or body; nothing before it is needed any more
    std::size_t line_ = 0;   ///< of the line that has not ended yet
    std::size_t seen_ = 0;   ///< no line ends between line_ and here
    std::size_t size_ = 0;   ///< of the body
    std::optional<Candidate> candidate_;
};

}  // namespace camlint
