#pragma once
// The error of the paid program and what each of its exit codes means. Thrown for what ends a run; what
// happens to one request is a state of its row, never an error.

#include <stdexcept>
#include <string>

namespace camlint {

inline constexpr int exit_usage = 2;  ///< or the configuration, or the callback's receiver
inline constexpr int exit_authentication = 3;
inline constexpr int exit_budget = 4;     ///< balance, quota, rate limit or a budget of the user's
inline constexpr int exit_running = 5;    ///< not all is done; ids are safe
inline constexpr int exit_unreached = 6;  ///< network, and nothing was sent
inline constexpr int exit_unknown = 7;    ///< whether something was paid for
inline constexpr int exit_ledger = 8;
inline constexpr int exit_interrupt = 130;
inline constexpr int exit_terminate = 143;

class SubmitError : public std::runtime_error {
public:
    SubmitError(int exit_code, const std::string& message)
        : std::runtime_error(message), exit_code_(exit_code) {}

    [[nodiscard]] int exit_code() const { return exit_code_; }

private:
    int exit_code_;
};

/// The ledger cannot be opened, read or written.
class LedgerError : public SubmitError {
public:
    explicit LedgerError(const std::string& message) : SubmitError(exit_ledger, message) {}
};

}  // namespace camlint
