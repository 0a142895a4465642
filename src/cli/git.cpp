#include "cli/git.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

extern char** environ;

namespace camlint {
namespace {

/// Standard output of a program that is looked up in PATH; nothing if it fails.
std::optional<std::string> output_of(std::vector<std::string> arguments) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    std::string out;
    std::array<char, 65536> block{};
    ssize_t got = 1;
    while (failed == 0 && got != 0) {
        got = read(ends[0], block.data(), block.size());
        if (got > 0) out.append(block.data(), static_cast<std::size_t>(got));
        if (got < 0 && errno != EINTR) break;
    }
    close(ends[0]);
    if (failed != 0) return std::nullopt;
    int status = 0;
    pid_t ended = -1;
    do {
        ended = waitpid(child, &status, 0);
    } while (ended < 0 && errno == EINTR);
    if (ended != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
    return out;
}

}  // namespace

std::optional<std::vector<std::string>> git_files(const std::string& folder) {
    // A repository's own settings must start nothing and reach nothing.
    setenv("GIT_NO_LAZY_FETCH", "1", 1);
    setenv("GIT_OPTIONAL_LOCKS", "0", 1);
    const auto out = output_of({"git", "-C", folder, "-c", "core.fsmonitor=false", "ls-files", "-co",
                                "--exclude-standard", "-z", "--", "."});
    if (!out) return std::nullopt;
    std::vector<std::string> files;
    for (std::size_t at = 0; at < out->size();) {
        const std::size_t end = std::min(out->find('\0', at), out->size());
        files.push_back(out->substr(at, end - at));
        at = end + 1;
    }
    return files;
}

}  // namespace camlint
