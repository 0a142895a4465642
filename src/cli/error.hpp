#pragma once
// The one error of the program: wrong usage, or a file that cannot be read or written. main catches it,
// prints it and exits with 2. What is wrong with a prompt is a finding, never an error.

#include <stdexcept>
#include <string>
#include <string_view>

namespace camlint {

class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A path that cannot be read: reported and counted, the others are still linted.
class UnreadableError : public Error {
public:
    using Error::Error;
};

/// "camlint: error: …" or "camlint: warning: …" on standard error, safe for a terminal.
void print_error(std::string_view message);
void print_warning(std::string_view message);

/// "; did you mean 'X'?", or nothing where there is no suggestion.
[[nodiscard]] std::string did_you_mean(std::string_view suggestion);

}  // namespace camlint
