#include "cli/stamp.hpp"

#include <sys/stat.h>

namespace camlint {

Stamp stamp_of(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return {};
    return {.inode = static_cast<std::uint64_t>(status.st_ino),
            .size = static_cast<std::uint64_t>(status.st_size),
            .seconds = static_cast<std::int64_t>(status.st_mtim.tv_sec),
            .nanoseconds = static_cast<std::int64_t>(status.st_mtim.tv_nsec)};
}

}  // namespace camlint
