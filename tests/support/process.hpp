#pragma once
// Other processes of a test: forked, so that they run the test's own code, and killed at the latest when the
// test ends.

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

namespace camlint::test {

class Process {
public:
    /// Runs `work` in a child, whose exit code is what it gives; an exception is 99, and told.
    template <typename Work>
    explicit Process(Work work) : id_(fork()) {
        if (id_ < 0) std::abort();
        if (id_ > 0) return;
        int code = 99;
        try {
            code = work();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "in a child: %s\n", error.what());
        }
        _exit(code);
    }
    ~Process() {
        if (id_ > 0) kill();
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    Process(Process&& other) noexcept : id_(other.id_) { other.id_ = -1; }
    Process& operator=(Process&&) = delete;

    /// Its exit code, or 128 and the signal that ended it.
    int wait() {
        int status = 0;
        waitpid(id_, &status, 0);
        id_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    int kill() {
        ::kill(id_, SIGKILL);
        return wait();
    }

private:
    pid_t id_;
};

/// One process tells another that it has come to a place.
class Signal {
public:
    Signal() {
        if (pipe(ends_) != 0) std::abort();
    }
    ~Signal() {
        close(ends_[0]);
        close(ends_[1]);
    }
    Signal(const Signal&) = delete;
    Signal& operator=(const Signal&) = delete;

    void give() const {
        if (write(ends_[1], "x", 1) != 1) std::abort();
    }
    void wait() const {
        char byte = 0;
        if (read(ends_[0], &byte, 1) != 1) std::abort();
    }

private:
    int ends_[2] = {-1, -1};
};

}  // namespace camlint::test
