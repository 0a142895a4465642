#pragma once
// How each file of a run is to be linted: what the command line says, then the configuration closest to the
// file, then what is documented.

#include <string>

#include "cli/flags.hpp"
#include "cli/read_file.hpp"
#include "lint/engine.hpp"

namespace camlint {

/// What holds for a file.
struct Plan {
    Linter linter;
    ReadOptions read;
    int threshold;  ///< least severity that fails the run; one above all of them for never
};

class Project {
public:
    /// Throws Error where a flag's value is wrong.
    explicit Project(Flags flags);

    /// By the file's path, or the name that standard input goes by. Thread-safe; the plan lives as long as
    /// the project.
    [[nodiscard]] const Plan& plan_of(const std::string& path) const;

    /// Of the messages in reports.
    [[nodiscard]] Language language() const;

private:
    Flags flags_;
    Plan plan_;
};

}  // namespace camlint
