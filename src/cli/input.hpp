#pragma once
// Reads a file or standard input, whole or record by record. Record by record holds one record at a time.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/line_index.hpp"

namespace camlint {

/// Bytes that a record of a file of records may have. Beyond that nobody wrote it by hand.
inline constexpr std::size_t largest_record = std::size_t{1} << 20;

/// The most that a whole document may have, unless --max-file-size says otherwise.
inline constexpr std::size_t default_largest_document = std::size_t{16} << 20;

/// A record with its line end, or the beginning of one that is too large.
struct Record {
    std::string_view bytes;
    bool is_cut = false;
};

/// The size of the first record of some bytes, npos if it may go on behind them; `ended` says that
/// nothing is behind them, and then it is never npos.
using SizeOf = std::function<std::size_t(std::string_view bytes, bool ended)>;

class Input {
public:
    /// Opens `path`, or standard input for "-". Throws UnreadableError.
    explicit Input(std::string path);
    /// Reads `bytes` in place of a file, of which it keeps a copy; `path` is what messages call it.
    Input(std::string path, std::string_view bytes);
    ~Input();
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    /// The beginning, up to the first line end at least; does not take it. Throws UnreadableError.
    [[nodiscard]] std::string_view head();

    /// All that has not been taken. Throws UnreadableError beyond `most` bytes.
    [[nodiscard]] std::string_view all(std::size_t most);

    /// Takes the next line with its line end (LF, CRLF or CR); nothing at the end. The view holds
    /// until the next call. Throws UnreadableError.
    [[nodiscard]] std::optional<Record> next_line();

    /// Takes the next record of another kind.
    [[nodiscard]] std::optional<Record> next_record(const SizeOf& size_of);

    /// Takes what is left of a line that was cut; gives its size.
    std::size_t skip_line();

private:
    /// Reads one more block behind what is buffered; false at the end.
    bool fill();
    void forget_taken();
    void grow(std::size_t capacity);
    [[nodiscard]] std::string_view held() const { return {memory_.get(), size_}; }
    [[nodiscard]] std::string_view buffered() const { return held().substr(taken_); }
    Record take(std::size_t size, bool is_cut);
    Record take_beginning();

    std::string path_;
    int descriptor_ = -1;
    bool ended_ = false;
    std::size_t expected_;  ///< bytes of the first read, at most
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): std::array has no size that is known later
    std::unique_ptr<char[]> memory_;  ///< not zeroed: that would take longer than to read a small file
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;   ///< bytes that are held
    std::size_t taken_ = 0;  ///< of those
    std::size_t feed_ = 0;   ///< where the next LF is known to be, or from where to look for one
    std::size_t carriage_ = 0;
};

}  // namespace camlint
