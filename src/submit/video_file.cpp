#include "submit/video_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "submit/hash.hpp"

namespace camlint {
namespace {

[[noreturn]] void refuse(std::string_view what, const std::string& path, std::string_view why) {
    throw FileError(fmt::format("cannot {} '{}': {}", what, path, why));
}
[[noreturn]] void refuse(std::string_view what, const std::string& path) {
    refuse(what, path, std::strerror(errno));
}

/// A descriptor that is closed again.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }
    [[nodiscard]] int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

std::string absolute(const std::string& folder) {
    const std::unique_ptr<char, decltype(&std::free)> path(realpath(folder.c_str(), nullptr), &std::free);
    if (!path) refuse("open the folder", folder);
    return path.get();
}

/// A name that leads out of its folder, or hides in it, is no name of ours.
void check_name(const std::string& name) {
    const bool is_one = !name.empty() && name.size() <= 200 && name.front() != '.' &&
                        name.find('/') == std::string::npos && name.find('\0') == std::string::npos;
    if (!is_one) throw FileError(fmt::format("not a video's name: '{}'", name));
}

std::string first_bytes(int file) {
    std::array<char, 8> bytes{};
    const ssize_t got = pread(file, bytes.data(), bytes.size(), 0);
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(0, got))};
}

std::string hash_of(int file, const std::string& path) {
    std::string hash = sha256_of_file(file);
    if (hash.empty()) refuse("read", path);
    return hash;
}

std::optional<KeptVideo> look_at(int directory, const std::string& path, const std::string& file_name,
                                 std::uint64_t bytes) {
    const Descriptor file(
        openat(directory, file_name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0 && errno == ENOENT) return std::nullopt;
    if (file.get() < 0 && errno == ELOOP) refuse("take", path, "a link stands there");
    struct stat status {};
    if (file.get() < 0 || fstat(file.get(), &status) != 0) refuse("read", path);
    if (!S_ISREG(status.st_mode)) refuse("take", path, "it is there already and no regular file");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (bytes != 0 && size != bytes) {
        refuse("take", path, fmt::format("it is there already and has {} bytes, expected {}", size, bytes));
    }
    if (!is_mp4(first_bytes(file.get()))) refuse("take", path, "it is there already and no MP4 file");
    return KeptVideo{path, hash_of(file.get(), path), size};
}

/// False where the name is taken.
bool rename_to_new(int directory, const std::string& from, const std::string& to, const std::string& path) {
    if (renameat2(directory, from.c_str(), directory, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno == EEXIST) return false;
    if (errno != ENOSYS && errno != EINVAL) refuse("make", path);
    // A file system that knows no such renaming: a second name cannot replace anything either.
    if (linkat(directory, from.c_str(), directory, to.c_str(), 0) != 0) {
        if (errno == EEXIST) return false;
        refuse("make", path);
    }
    if (unlinkat(directory, from.c_str(), 0) != 0) refuse("take away the other name of", path);
    return true;
}

}  // namespace

bool is_mp4(std::string_view first_bytes) {
    return first_bytes.size() >= 8 && first_bytes.substr(4, 4) == "ftyp";
}

std::optional<KeptVideo> find_video(const std::string& folder, const std::string& name, std::uint64_t bytes) {
    check_name(name);
    const std::string where = absolute(folder);
    const Descriptor directory(open(where.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0) refuse("open the folder", where);
    return look_at(directory.get(), where + "/" + name + ".mp4", name + ".mp4", bytes);
}

VideoFile::VideoFile(const std::string& folder, const std::string& name) : name_(name) {
    check_name(name);
    folder_ = absolute(folder);
    Descriptor directory(open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0) refuse("open the folder", folder_);
    directory_ = directory.get();
    open_part();
    directory_ = directory.release();
}

VideoFile::~VideoFile() {
    if (part_ >= 0) close(part_);
    if (directory_ >= 0) close(directory_);
}

void VideoFile::open_part() {
    const std::string path = folder_ + "/" + name_ + ".part";
    const std::string file_name = name_ + ".part";
    // Who had it may have given it its last name between our opening and our locking it.
    for (int tries = 0; tries < 10; ++tries) {
        Descriptor part(openat(directory_, file_name.c_str(),
                               O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0644));
        if (part.get() < 0 && errno == ELOOP) refuse("write", path, "a link stands there");
        struct stat own {};
        struct stat named {};
        if (part.get() < 0 || fstat(part.get(), &own) != 0) refuse("write", path);
        if (!S_ISREG(own.st_mode)) refuse("write", path, "not a regular file");
        if (flock(part.get(), LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) refuse("write", path, "another process downloads it");
            refuse("lock", path);
        }
        const bool is_named = fstatat(directory_, file_name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0;
        if (!is_named || named.st_dev != own.st_dev || named.st_ino != own.st_ino) continue;
        if (own.st_nlink != 1) refuse("write", path, "it has other names too");
        if (fstat(part.get(), &own) != 0) refuse("write", path);  // as long as it is now that nobody writes
        size_ = static_cast<std::uint64_t>(own.st_size);
        part_ = part.release();
        return;
    }
    refuse("write", path, "it does not stay");
}

void VideoFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = pwrite(part_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) refuse("write", folder_ + "/" + name_ + ".part");
        size_ += static_cast<std::uint64_t>(put);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

bool VideoFile::holds(std::uint64_t at, std::string_view bytes) const {
    std::string there(bytes.size(), '\0');
    const ssize_t got = pread(part_, there.data(), there.size(), static_cast<off_t>(at));
    return got == static_cast<ssize_t>(bytes.size()) && there == bytes;
}

void VideoFile::clear() {
    if (ftruncate(part_, 0) != 0) refuse("empty", folder_ + "/" + name_ + ".part");
    size_ = 0;
}

bool VideoFile::may_be_mp4() const { return size_ < 8 || is_mp4(first_bytes(part_)); }

KeptVideo VideoFile::keep() {
    const std::string path = folder_ + "/" + name_ + ".mp4";
    if (fsync(part_) != 0) refuse("write", folder_ + "/" + name_ + ".part");
    if (!rename_to_new(directory_, name_ + ".part", name_ + ".mp4", path)) {
        const auto there = look_at(directory_, path, name_ + ".mp4", size_);
        if (!there || there->sha256 != hash_of(part_, path)) {
            refuse("make", path, "another file stands there");
        }
        remove();
        return *there;
    }
    // Where a folder cannot be made durable by itself, its file system does so in its own time.
    if (fsync(directory_) != 0 && errno != EINVAL) refuse("write the folder of", path);
    return {path, hash_of(part_, path), size_};
}

void VideoFile::remove() { unlinkat(directory_, (name_ + ".part").c_str(), 0); }

}  // namespace camlint
