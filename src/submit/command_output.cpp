#include "submit/command_output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

namespace camlint {
namespace {

using Clock = std::chrono::steady_clock;

/// The environment but for some variables, as exec wants it.
std::vector<char*> environment_without(const std::vector<std::string>& names) {
    std::vector<char*> kept;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text = *variable;
        if (std::ranges::find(names, text.substr(0, text.find('='))) == names.end()) {
            kept.push_back(*variable);
        }
    }
    kept.push_back(nullptr);
    return kept;
}

/// Starts the program with its output going to `output`; 0 or what errno says.
int start(const CommandLine& command, int output, pid_t& child) {
    std::vector<std::string> texts = command.arguments;
    std::vector<char*> arguments;
    for (std::string& text : texts) arguments.push_back(text.data());
    arguments.push_back(nullptr);
    std::vector<char*> environment = environment_without(command.without);

    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    // This program ignores some signals and may hold others back; what it starts is to know nothing of it.
    sigset_t none{};
    sigset_t all{};
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const int error =
        posix_spawnp(&child, arguments[0], &files, &attributes, arguments.data(), environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

/// Until `until`, at least 1 where it has not come.
int milliseconds_to(Clock::time_point until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

/// What comes until the end of `input`; says what went wrong.
std::string collect(int input, std::size_t most, Clock::time_point until, std::string& text) {
    std::array<char, 1024> block{};
    for (;;) {
        pollfd waiting{input, POLLIN, 0};
        const int left = milliseconds_to(until);
        const int ready = left == 0 ? 0 : poll(&waiting, 1, left);
        if (ready < 0 && errno == EINTR) continue;
        if (ready < 0) return std::strerror(errno);
        if (ready == 0) return "took too long";
        const ssize_t count = read(input, block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return std::strerror(errno);
        if (count == 0) return {};
        text.append(block.data(), static_cast<std::size_t>(count));
        if (text.size() > most) return fmt::format("printed more than {} bytes", most);
    }
}

/// The end of a child that may go on after it has closed its output.
std::string await(pid_t child, Clock::time_point until) {
    int status = 0;
    for (;;) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) break;
        if (ended < 0 && errno != EINTR) return std::strerror(errno);
        const int left = milliseconds_to(until);
        if (left == 0) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return "took too long";
        }
        constexpr int step = 10;
        poll(nullptr, 0, std::min(left, step));
    }
    if (WIFSIGNALED(status)) return fmt::format("ended by signal {}", WTERMSIG(status));
    return WEXITSTATUS(status) == 0 ? std::string()
                                    : fmt::format("ended with exit code {}", WEXITSTATUS(status));
}

}  // namespace

CommandOutput output_of(const CommandLine& command) {
    CommandOutput output;
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        output.error = std::string("could not be started: ") + std::strerror(errno);
        return output;
    }
    pid_t child = 0;
    const int error = start(command, ends[1], child);
    close(ends[1]);
    if (error == 0) {
        const Clock::time_point until = Clock::now() + command.patience;
        output.error = collect(ends[0], command.most, until, output.text);
        if (!output.error.empty()) kill(child, SIGKILL);
        const std::string end = await(child, until + std::chrono::seconds(1));
        if (output.error.empty()) output.error = end;
    } else {
        output.error = std::string("could not be started: ") + std::strerror(error);
    }
    close(ends[0]);
    return output;
}

}  // namespace camlint
