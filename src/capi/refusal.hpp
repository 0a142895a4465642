#pragma once
// Why a call fails, and the wall that every call stands behind: whatever is thrown inside becomes a status
// and a message of the caller's. Nothing is thrown to the outside.

#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <camlint.h>

namespace camlint {

class Refusal : public std::exception {
public:
    Refusal(camlint_status status, std::string message) : status_(status), message_(std::move(message)) {}

    [[nodiscard]] camlint_status status() const { return status_; }
    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

private:
    camlint_status status_;
    std::string message_;
};

/// Writes what came of a call for the caller, who may not want to know.
camlint_status tell(camlint_error* error, camlint_status status, std::string_view message) noexcept;

/// Tells of what is being thrown; for a catch block.
camlint_status tell_exception(camlint_error* error) noexcept;

/// Does the work of a call.
template <typename Work>
camlint_status guarded(camlint_error* error, const Work& work) noexcept {
    try {
        work();
        return tell(error, CAMLINT_OK, {});
    } catch (...) {
        return tell_exception(error);
    }
}

}  // namespace camlint
