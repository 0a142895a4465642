#pragma once
// A video on its way to disk: NAME.part while it grows, NAME.mp4 once it is whole. Locked, so that two
// processes never write one; what stands under the last name is never replaced.

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace camlint {

inline constexpr std::uint64_t most_video_bytes = std::uint64_t{2} << 30;

/// What a file system would not do, with its path.
class FileError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct KeptVideo {
    std::string path;  ///< absolute
    std::string sha256;
    std::uint64_t bytes = 0;
};

class VideoFile {
public:
    /// Opens or makes the part. `name` is one name, not a path. Throws FileError, also where another process
    /// has it.
    VideoFile(const std::string& folder, const std::string& name);
    ~VideoFile();
    VideoFile(const VideoFile&) = delete;
    VideoFile& operator=(const VideoFile&) = delete;

    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// Writes behind what is there.
    void append(std::string_view bytes);

    /// Whether these bytes stand at `at`; all of them lie within the part.
    [[nodiscard]] bool holds(std::uint64_t at, std::string_view bytes) const;

    /// The part has no byte again.
    void clear();

    /// Whether it begins as an MP4 file does; true while it is too short to tell.
    [[nodiscard]] bool may_be_mp4() const;

    /// Makes the part durable and gives it its last name. The video of that name, where there is one already,
    /// has to be the same.
    [[nodiscard]] KeptVideo keep();

    /// Takes the part away.
    void remove();

private:
    void open_part();

    std::string folder_, name_;
    int directory_ = -1;
    int part_ = -1;
    std::uint64_t size_ = 0;
};

/// The video that stands under its last name, if any. Throws FileError where that is none, or not as long as
/// `bytes` says (0 for not known).
[[nodiscard]] std::optional<KeptVideo> find_video(const std::string& folder, const std::string& name,
                                                  std::uint64_t bytes);

/// "ftyp" behind four bytes of length.
[[nodiscard]] bool is_mp4(std::string_view first_bytes);

}  // namespace camlint
