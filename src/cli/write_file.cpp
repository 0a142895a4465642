#include "cli/write_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "cli/error.hpp"

namespace camlint {
namespace {

[[noreturn]] void refuse(const std::string& path, std::string_view why) {
    throw WriteError(fmt::format("cannot write {}: {}; nothing has changed", path, why));
}

/// A descriptor that is closed again.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const { return number_; }

    /// Some file systems tell only here that writing failed.
    [[nodiscard]] bool close() { return ::close(std::exchange(number_, -1)) == 0; }

private:
    int number_;
};

bool read_all(int descriptor, std::string& bytes) {
    constexpr std::size_t block = std::size_t{256} * 1024;
    while (true) {
        const std::size_t before = bytes.size();
        bytes.resize(before + block);
        const ssize_t got = read(descriptor, bytes.data() + before, block);
        bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
        if (got == 0) return true;
        if (got < 0 && errno != EINTR) return false;
    }
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) return false;
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(0, put)));
    }
    return true;
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// A new file in the folder of another one, that goes away unless it is put in its place. Its name is no
/// prompt file's, so that one which a crash leaves behind is not linted.
class Draft {
public:
    /// `path` is what messages call the target.
    Draft(const std::string& path, const std::string& target)
        : path_(path),
          target_(target),
          // mkostemps puts something random in place of six of this letter.
          name_(folder_of(target) + "/.camlint-" + std::string(6, 'X') + ".tmp"),
          file_(mkostemps(name_.data(), 4, O_CLOEXEC)) {
        if (file_.get() < 0) refuse(path, fmt::format("no new file beside it: {}", std::strerror(errno)));
    }
    ~Draft() {
        if (!name_.empty()) unlink(name_.c_str());
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    void write(std::string_view bytes) {
        if (!write_all(file_.get(), bytes)) refuse(path_, std::strerror(errno));
    }
    /// Owner first: changing it takes bits of the mode away.
    void look_like(const struct stat& status) {
        struct stat own {};
        const bool known = fstat(file_.get(), &own) == 0;
        const bool owned = known && own.st_uid == status.st_uid && own.st_gid == status.st_gid;
        if (!owned && fchown(file_.get(), status.st_uid, status.st_gid) != 0) {
            refuse(path_, "its owner and group cannot be kept");
        }
        if (fchmod(file_.get(), status.st_mode & 07777) != 0) refuse(path_, std::strerror(errno));
    }
    void set_mode(mode_t mode) {
        if (fchmod(file_.get(), mode) != 0) refuse(path_, std::strerror(errno));
    }
    void make_durable() {
        if (fsync(file_.get()) != 0) refuse(path_, std::strerror(errno));
    }
    void take_place() {
        if (!file_.close() || rename(name_.c_str(), target_.c_str()) != 0) {
            refuse(path_, std::strerror(errno));
        }
        name_.clear();
        // The rename itself is durable once the folder is. Where that cannot be, the file is whole anyway.
        const Descriptor folder(open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (folder.get() >= 0) fsync(folder.get());
    }

private:
    const std::string& path_;
    const std::string& target_;
    std::string name_;
    Descriptor file_;
};

bool is_same(const struct stat& a, const struct stat& b) {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
           a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

/// The path behind all links.
std::string resolved(const std::string& path) {
    const std::unique_ptr<char, decltype(&std::free)> target(realpath(path.c_str(), nullptr), &std::free);
    if (!target) refuse(path, std::strerror(errno));
    return target.get();
}

}  // namespace

Snapshot take_snapshot(const std::string& path) {
    const auto fail = [&path] {
        throw UnreadableError(
            fmt::format("cannot read {}: {}", path == "-" ? "standard input" : path, std::strerror(errno)));
    };
    Snapshot snapshot;
    if (path == "-") {
        if (!read_all(STDIN_FILENO, snapshot.bytes)) fail();
        return snapshot;
    }
    // A pipe would be waited for; it is refused instead.
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0 || fstat(file.get(), &snapshot.status) != 0) fail();
    if (!S_ISREG(snapshot.status.st_mode)) {
        throw UnreadableError(fmt::format("cannot rewrite {}: not a regular file", path));
    }
    if (!read_all(file.get(), snapshot.bytes)) fail();
    return snapshot;
}

void replace_file(const std::string& path, const Snapshot& before, std::string_view bytes) {
    const std::string target = resolved(path);
    if (before.status.st_nlink > 1) {
        refuse(path, fmt::format("it has {} hard links, and only one would change", before.status.st_nlink));
    }
    if (access(target.c_str(), W_OK) != 0) refuse(path, std::strerror(errno));
    Draft draft(path, target);
    draft.write(bytes);
    draft.look_like(before.status);
    draft.make_durable();
    const Snapshot now = take_snapshot(target);
    if (!is_same(now.status, before.status) || now.bytes != before.bytes) {
        refuse(path, "it has changed since it was read");
    }
    draft.take_place();
}

void write_file(const std::string& path, std::string_view bytes) {
    struct stat status {};
    const bool exists = stat(path.c_str(), &status) == 0;
    const std::string target = exists ? resolved(path) : path;
    if (exists && !S_ISREG(status.st_mode)) refuse(path, "not a regular file");
    const mode_t mask = umask(0);
    umask(mask);
    Draft draft(path, target);
    draft.write(bytes);
    if (exists) {
        draft.look_like(status);
    } else {
        draft.set_mode(0666 & ~mask);
    }
    draft.make_durable();
    draft.take_place();
}

}  // namespace camlint
