#include "submit/owner.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "submit/error.hpp"
#include "submit/hash.hpp"
#include "submit/private_folder.hpp"

namespace camlint {
namespace {

constexpr std::size_t name_bytes = 16;
constexpr std::string_view locked_suffix = ".lock";
constexpr std::string_view new_suffix = ".new";

[[noreturn]] void fail(const std::string& path, int error) {
    throw LedgerError(fmt::format("cannot use the lock file '{}': {}", path, std::strerror(error)));
}

/// As random_hex gives it: a name out of a table must not lead elsewhere.
bool is_name(std::string_view text) {
    return text.size() == 2 * name_bytes && std::ranges::all_of(text, [](char byte) {
               return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
           });
}

bool lock(int descriptor, int kind) {
    int result = 0;
    do {
        result = flock(descriptor, kind);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

/// Whether a lock file is held. One that is not, or is not there, belongs to a dead process, and is removed:
/// names are never used again, so it does not matter how many do so at once. The lock that tells is a shared
/// one, so that two who look do not take each other for the owner.
bool is_held(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0 && errno == ENOENT) return false;
    if (file < 0) fail(path, errno);
    const bool is_free = lock(file, LOCK_SH | LOCK_NB);
    const int error = errno;
    if (is_free) unlink(path.c_str());
    close(file);
    if (!is_free && error != EWOULDBLOCK) fail(path, error);
    return !is_free;
}

/// Removes what processes left behind that died without holding a row.
void sweep(const std::string& folder) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string suffix = entry.path().extension().string();
        const bool is_ours = suffix == locked_suffix || suffix == new_suffix;
        if (is_ours && is_name(entry.path().stem().string()))
            static_cast<void>(is_held(entry.path().string()));
    }
}

}  // namespace

Owner::Owner(const std::string& folder) : folder_(private_folder(folder)) {
    sweep(folder_);
    // The name that others look at appears with the lock on it. Between making and locking the file a sweep
    // may take it away; then the next name is tried.
    for (int attempts = 100;; --attempts) {
        name_ = random_hex(name_bytes);
        const std::string path = fmt::format("{}/{}", folder_, name_);
        const std::string draft = path + std::string(new_suffix);
        file_ = open(draft.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file_ < 0) fail(draft, errno);
        const bool done =
            lock(file_, LOCK_EX) && rename(draft.c_str(), (path + std::string(locked_suffix)).c_str()) == 0;
        if (done) return;
        const int error = errno;
        unlink(draft.c_str());
        close(file_);
        if (error != ENOENT || attempts == 0) fail(draft, error);
    }
}

Owner::~Owner() {
    unlink(fmt::format("{}/{}{}", folder_, name_, locked_suffix).c_str());
    close(file_);
}

bool Owner::is_alive(std::string_view other) const {
    return is_name(other) && is_held(fmt::format("{}/{}{}", folder_, other, locked_suffix));
}

}  // namespace camlint
