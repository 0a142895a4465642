#include "submit/private_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "submit/error.hpp"

namespace camlint {
namespace {

[[noreturn]] void fail(const std::string& folder, std::string_view what) {
    throw LedgerError(fmt::format("the folder '{}' {}", folder, what));
}

/// The missing ones from the top on, as the XDG base directory specification wants them: mode 0700.
void make(const std::filesystem::path& folder) {
    if (folder.empty() || folder == folder.root_path()) return;
    struct stat status {};
    if (stat(folder.c_str(), &status) == 0) return;
    make(folder.parent_path());
    if (mkdir(folder.c_str(), S_IRWXU) == 0) {
        sync_folder(folder.parent_path().string());
    } else if (errno != EEXIST) {
        fail(folder.string(), fmt::format("cannot be made: {}", std::strerror(errno)));
    }
}

}  // namespace

std::string private_folder(const std::string& folder) {
    std::filesystem::path path = std::filesystem::absolute(folder).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    make(path);
    struct stat status {};
    const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr), std::free);
    if (!real || stat(real.get(), &status) != 0) {
        fail(path.string(), fmt::format("cannot be used: {}", std::strerror(errno)));
    }
    if (!S_ISDIR(status.st_mode)) fail(path.string(), "is no folder");
    if (status.st_uid != geteuid()) fail(path.string(), "belongs to another user");
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        fail(path.string(), "can be written by others; 'chmod 700' it");
    }
    return real.get();
}

void sync_folder(const std::string& folder) {
    const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;  // it cannot be listed, but what is in it can be used
    const bool failed = fsync(descriptor) != 0 && errno != EINVAL;
    const int error = errno;
    close(descriptor);
    if (failed) fail(folder, fmt::format("cannot be made durable: {}", std::strerror(error)));
}

}  // namespace camlint
