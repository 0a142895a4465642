#pragma once
// A program of subcommands: its help, its usage errors, and what runs. Both programs are made of it.

#include <span>

#include "cli/subcommand.hpp"

namespace camlint {

struct Program {
    const char* name;
    const char* summary;
    const char* exit_codes;
    std::span<const Subcommand> commands;
};

/// Parses the command line and runs one subcommand; gives the exit code. Throws Error for wrong usage. A
/// command without a setup belongs to another program, which takes this process's place.
int run_program(const Program& program, int argc, char** argv);

/// Becomes `camlint-submit` with the same arguments: the one beside this program, else the one on PATH.
/// Throws Error where there is none.
[[noreturn]] void become_submit(char** argv);

}  // namespace camlint
