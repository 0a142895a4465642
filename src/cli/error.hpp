#pragma once
// The one error of the program: wrong usage, or a file that cannot be read or written. main catches it,
// prints it and exits with 2. What is wrong with a prompt is a finding, never an error.

#include <cstddef>
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

/// A file that cannot be written: reported and counted likewise.
class WriteError : public Error {
public:
    using Error::Error;
};

/// "camlint: error: …" or "camlint: warning: …" on standard error, safe for a terminal.
void print_error(std::string_view message);
void print_warning(std::string_view message);

/// "camlint: …" on standard error: what was done, for people.
void print_note(std::string_view message);

/// Writes to standard error as it is. Whether that can be written to stops nothing.
void write_error(std::string_view text);

/// "1 file", "2 files".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace camlint
