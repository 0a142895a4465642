#pragma once
// Reads a file or standard input, whole or line by line. Line by line holds one line at a time.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/line_index.hpp"

namespace camlint {

class Input {
public:
    /// Opens `path`, or standard input for "-". Throws UnreadableError.
    explicit Input(const std::string& path);
    ~Input();
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    /// The beginning, up to the first line end at least; does not take it. Throws UnreadableError.
    [[nodiscard]] std::string_view head();

    /// All that has not been taken, up to 1 GiB. Throws UnreadableError beyond that.
    [[nodiscard]] std::string_view all();

    /// Takes the next line with its line end (LF, CRLF or CR); nothing at the end. The view holds
    /// until the next call. Throws UnreadableError.
    [[nodiscard]] std::optional<std::string_view> next_line();

private:
    /// Reads one more block behind what is buffered; false at the end.
    bool fill();

    std::string path_;
    int descriptor_ = -1;
    bool ended_ = false;
    std::string buffer_;
    std::size_t taken_ = 0;  ///< of the buffer
    std::size_t feed_ = 0;   ///< where the next LF is known to be, or from where to look for one
    std::size_t carriage_ = 0;
};

}  // namespace camlint
