#include "cli/paid/signals.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>

#include "submit/error.hpp"

namespace camlint {
namespace {

sigset_t wanted() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    // Whoever started it with nohup wants it to outlive the terminal; a blocked signal would come all the
    // same.
    struct sigaction hangup {};
    if (sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) sigaddset(&set, SIGHUP);
    return set;
}

}  // namespace

Signals::Signals() {
    const sigset_t set = wanted();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    file_ = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    if (file_ < 0) throw SubmitError(exit_usage, "cannot wait for signals");
}

Signals::~Signals() {
    close(file_);
    const sigset_t set = wanted();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

int Signals::take() {
    signalfd_siginfo info{};
    while (read(file_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        ++count_;
        if (exit_code_ == 0) exit_code_ = info.ssi_signo == SIGINT ? exit_interrupt : exit_terminate;
    }
    return count_;
}

}  // namespace camlint
