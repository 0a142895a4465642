#include "cli/error.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "text/display.hpp"

namespace camlint {
namespace {

void print(std::string_view kind, std::string_view message) {
    write_error(fmt::format("camlint: {}: {}\n", kind, printable(message)));
}

}  // namespace

void print_error(std::string_view message) { print("error", message); }
void print_warning(std::string_view message) { print("warning", message); }
void print_note(std::string_view message) { write_error(fmt::format("camlint: {}\n", printable(message))); }

void write_error(std::string_view text) { (void)std::fwrite(text.data(), 1, text.size(), stderr); }

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace camlint
