// camlint_spawn: starts a program some times and tells what each run took.
//   camlint_spawn INPUT OUTPUT TIMES PROGRAM [ARGUMENT...]
// A line a run: nanoseconds on the clock, microseconds of processor, KiB of memory at most, exit code.
// It is small on purpose: Linux lets a program inherit the peak of the process that started it, and that of a
// Python is larger than what is to be measured.

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern char** environ;

namespace {

long long microseconds(const timeval& time) { return time.tv_sec * 1'000'000LL + time.tv_usec; }

/// 0, or an error number.
int run_once(const posix_spawn_file_actions_t& files, char** command) {
    using clock = std::chrono::steady_clock;
    pid_t child = 0;
    int status = 0;
    rusage usage{};
    const clock::time_point begin = clock::now();
    const int error = posix_spawnp(&child, command[0], &files, nullptr, command, environ);
    if (error != 0) return error;
    if (wait4(child, &status, 0, &usage) != child) return errno;
    const auto elapsed = std::chrono::nanoseconds(clock::now() - begin).count();
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    std::printf("%lld %lld %ld %d\n", static_cast<long long>(elapsed),
                microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss, code);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) {
        std::fputs("usage: camlint_spawn INPUT OUTPUT TIMES PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, argv[1], O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);
    for (long left = std::atol(argv[3]); left > 0; --left) {
        const int error = run_once(files, argv + 4);
        if (error != 0) {
            std::fprintf(stderr, "camlint_spawn: %s: %s\n", argv[4], std::strerror(error));
            return 2;
        }
    }
    posix_spawn_file_actions_destroy(&files);
    return 0;
}
