#include "submit/lost_tasks.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "submit/answer.hpp"

namespace camlint {
namespace {

/// The file, locked against other processes; closing it lets go.
class LockedFile {
public:
    LockedFile(const std::string& path, int flags)
        : file_(open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {
        if (file_ >= 0 && flock(file_, LOCK_EX) != 0) {
            close(file_);
            file_ = -1;
        }
    }
    ~LockedFile() {
        if (file_ >= 0) close(file_);
    }
    LockedFile(const LockedFile&) = delete;
    LockedFile& operator=(const LockedFile&) = delete;

    [[nodiscard]] bool is_open() const { return file_ >= 0; }

    [[nodiscard]] std::string read_all() const {
        std::string bytes;
        std::array<char, 4096> block{};
        for (ssize_t size = 1; size > 0;) {
            size = read(file_, block.data(), block.size());
            if (size > 0) bytes.append(block.data(), static_cast<std::size_t>(size));
        }
        return bytes;
    }
    [[nodiscard]] bool append(std::string_view bytes) const {
        return write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
               fsync(file_) == 0;
    }
    /// What is left fits where all was, so that this cannot fail for want of room.
    void replace(std::string_view bytes) const {
        if (pwrite(file_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return;
        if (ftruncate(file_, static_cast<off_t>(bytes.size())) == 0) fsync(file_);
    }

private:
    int file_ = -1;
};

}  // namespace

bool keep_lost_task(const std::string& path, std::int64_t row, std::string_view task_id) {
    const LockedFile file(path, O_WRONLY | O_APPEND | O_CREAT);
    return file.is_open() && file.append(fmt::format("{} {}\n", row, task_id));
}

void take_lost_tasks(const std::string& path,
                     const std::function<bool(std::int64_t row, const std::string& task_id)>& take) {
    const LockedFile file(path, O_RDWR);
    if (!file.is_open()) return;
    const std::string all = file.read_all();
    std::string left;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('\n', at), all.size());
        const std::string line = all.substr(at, end - at);
        at = end + 1;
        const std::size_t blank = line.find(' ');
        std::int64_t row = 0;
        const auto [stop, error] = std::from_chars(line.data(), line.data() + line.size(), row);
        const bool is_ours = blank != std::string::npos && error == std::errc{} &&
                             stop == line.data() + blank && is_id(std::string_view(line).substr(blank + 1));
        if (!is_ours || !take(row, line.substr(blank + 1))) left += line + '\n';
    }
    if (left != all) file.replace(left);
}

}  // namespace camlint
