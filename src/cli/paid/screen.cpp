#include "cli/paid/screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

/// Of the terminal, or what is usual.
winsize size_of_terminal() {
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) size = {.ws_row = 24, .ws_col = 80};
    return size;
}

/// As much of a line as fits.
std::string fitted(const std::string& line, std::size_t cells) {
    if (display_width(line) <= cells) return line;
    std::string text = line;
    while (!text.empty() && display_width(text) + 1 > cells) {
        do {
            text.pop_back();
        } while (!text.empty() && (text.back() & '\xC0') == '\x80');
        if (!text.empty() && (text.back() & '\xC0') == '\xC0') text.pop_back();
    }
    return text + "…";
}

/// What passes in an instant is shown on a terminal alone.
bool is_worth_a_line(State state) { return state != State::claimed && state != State::sending; }

}  // namespace

std::string line_of(const Row& row) {
    std::string text = fmt::format("row {}: {}", row.row, name_of(row.state));
    if (!row.reason.empty()) text += fmt::format(" ({})", row.reason);
    if (!row.task_id.empty()) text += fmt::format(", task {}", row.task_id);
    if (row.state == State::done) text += fmt::format(", {}", row.path);
    return text;
}

Screen::Screen(const Redactor& redactor) : redactor_(redactor), is_live_(isatty(STDERR_FILENO) == 1) {}

void Screen::show(const Row& row) {
    const std::string line = printable(redactor_(line_of(row)));
    if (!is_live_) {
        if (is_worth_a_line(row.state)) write_error(fmt::format("camlint: {}\n", line));
        return;
    }
    lines_[row.row] = line;
    redraw();
}

void Screen::say(std::string_view line) {
    if (is_live_ && drawn_ > 0) write_error(fmt::format("\x1b[{}A\x1b[J", drawn_));
    write_error(fmt::format("camlint: {}\n", printable(redactor_(line))));
    drawn_ = 0;
    if (is_live_) redraw();
}

/// The last lines that fit above the cursor; those before them have been seen.
void Screen::redraw() {
    const winsize size = size_of_terminal();
    const std::size_t room = size.ws_row > 2 ? size.ws_row - 2U : 1U;
    std::string text = drawn_ > 0 ? fmt::format("\x1b[{}A\x1b[J", drawn_) : std::string();
    const std::size_t skipped = lines_.size() > room ? lines_.size() - room : 0;
    std::size_t number = 0;
    for (const auto& [row, line] : lines_) {
        if (number++ < skipped) continue;
        text += fitted(line, size.ws_col) + '\n';
    }
    drawn_ = lines_.size() - skipped;
    write_error(text);
}

Watch Screen::watch() {
    return {.say = [this](std::string_view line) { say(line); },
            .changed = [this](const Row& row) { show(row); }};
}

}  // namespace camlint
