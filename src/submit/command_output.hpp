#pragma once
// What a program of the user's prints: started without a shell, with nothing to read, and with no variable
// that it is not to see. Its standard error is this program's own.

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace camlint {

struct CommandLine {
    std::vector<std::string> arguments;  ///< the program first, found by PATH
    std::vector<std::string> without;    ///< variables that it does not get
    std::size_t most = 4096;             ///< bytes that it may print
    std::chrono::milliseconds patience{60'000};
};

struct CommandOutput {
    std::string text;
    std::string error;  ///< what went wrong, to follow the command's name; empty if nothing did
};

/// Waits for its end. One that takes too long or prints too much is killed.
[[nodiscard]] CommandOutput output_of(const CommandLine& command);

}  // namespace camlint
