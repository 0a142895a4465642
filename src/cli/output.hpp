#pragma once
// Standard output for work that is done by several threads: pieces come in any order and leave in the
// order of their numbers, with a separator between findings.

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace camlint {

class OrderedOutput {
public:
    OrderedOutput(std::size_t parts, std::string_view separator);

    /// Writes a finding of a part: at once if all parts before it are finished, else later. Thread-safe.
    /// Throws Error when standard output cannot be written.
    void write(std::size_t part, std::string_view finding);

    /// Says that nothing more comes for a part.
    void finish(std::size_t part);

private:
    struct Part {
        std::string pending;
        bool finished = false;
    };

    void put(std::string_view text);

    std::mutex mutex_;
    std::string_view separator_;
    std::vector<Part> parts_;
    std::size_t current_ = 0;
    bool anything_ = false;
};

/// Writes to standard output. Throws Error.
void print(std::string_view text);

/// Makes sure that all of it has left. Throws Error.
void flush_output();

/// Whether to write colours, by `--color` (auto, always, never), the terminal, NO_COLOR and TERM.
[[nodiscard]] bool use_color(std::string_view choice);

}  // namespace camlint
