#pragma once
// SIGINT, SIGTERM and SIGHUP (as SIGTERM, unless it is ignored) as something that can be waited for: the
// first asks to finish, the second to stop now.

namespace camlint {

class Signals {
public:
    /// One at a time in a process. Throws SubmitError.
    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// Readable when one has come.
    [[nodiscard]] int descriptor() const { return file_; }

    /// Takes those that have come; gives how many there have been in all.
    int take();

    /// The exit code that the first one means; 0 without one.
    [[nodiscard]] int exit_code() const { return exit_code_; }

private:
    int file_ = -1;
    int count_ = 0;
    int exit_code_ = 0;
};

}  // namespace camlint
