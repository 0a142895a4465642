#include "cli/paid/user_config.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "config/configuration.hpp"
#include "config/toml.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

struct File {
    int descriptor;

    ~File() {
        if (descriptor >= 0) close(descriptor);
    }
};

[[noreturn]] void fail(const std::string& path, std::string_view why) {
    throw Error(printable(fmt::format("{}: {}", path, why)));
}

/// The file's bytes, one more than the most at most; nothing where there is no such file.
std::optional<std::string> read_own(const std::string& path) {
    // Never waits: what is no regular file is not read.
    const File file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
    if (file.descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return {};
        fail(path, fmt::format("cannot read it: {}", std::strerror(errno)));
    }
    struct stat status {};
    if (fstat(file.descriptor, &status) != 0) fail(path, std::strerror(errno));
    if (!S_ISREG(status.st_mode)) fail(path, "not a regular file");
    if (status.st_uid != geteuid()) fail(path, "it belongs to another user");
    if ((status.st_mode & 022) != 0) {
        fail(path,
             fmt::format("others may write it (mode {:03o}), and it may name a command that is run; make it "
                         "yours alone: chmod go-w {}",
                         status.st_mode & 0777, quote(path)));
    }
    std::string bytes;
    std::array<char, 16384> block{};
    while (bytes.size() <= largest_configuration) {
        const ssize_t size = read(file.descriptor, block.data(), block.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) fail(path, fmt::format("cannot read it: {}", std::strerror(errno)));
        if (size == 0) break;
        bytes.append(block.data(), static_cast<std::size_t>(size));
    }
    return bytes;
}

/// All of them, the last as the error.
[[noreturn]] void fail(const std::vector<Mistake>& mistakes) {
    for (std::size_t i = 0; i + 1 < mistakes.size(); ++i) print_error(describe(mistakes[i]));
    throw Error(printable(describe(mistakes.back())));  // an exception's text ends at a NUL
}

}  // namespace

std::string user_config_path() {
    constexpr std::string_view name = "camlint/submit.toml";
    const char* folder = std::getenv("XDG_CONFIG_HOME");
    // The XDG specification has relative ones ignored.
    if (folder != nullptr && *folder == '/') return fmt::format("{}/{}", folder, name);
    const char* home = std::getenv("HOME");
    return home == nullptr || *home != '/' ? std::string() : fmt::format("{}/.config/{}", home, name);
}

UserConfig load_user_config() {
    UserConfig config;
    const std::string path = user_config_path();
    if (path.empty()) return config;
    const std::optional<std::string> bytes = read_own(path);
    if (!bytes) return config;
    std::vector<Mistake> mistakes;
    const std::optional<Setting> said = read_settings(*bytes, path, user_submit_shape, mistakes);
    if (!said) fail(mistakes);
    config.credential_command = strings_of(*said, "credential-command");
    config.base_url = text_of(*said, "base-url");
    while (config.base_url.ends_with('/')) config.base_url.pop_back();
    config.proxy = text_of(*said, "proxy");
    config.ca_file = text_of(*said, "ca-file");
    config.limits = limits_of(*said);
    return config;
}

}  // namespace camlint
