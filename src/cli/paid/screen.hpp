#pragma once
// What a run shows while it works, on standard error: a line per task that is kept up to date on a terminal,
// plain lines otherwise.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "submit/redactor.hpp"
#include "submit/watch.hpp"

namespace camlint {

class Screen {
public:
    explicit Screen(const Redactor& redactor);

    /// Tells of a row's new state.
    void show(const Row& row);

    /// A line that stays.
    void say(std::string_view line);

    [[nodiscard]] Watch watch();

private:
    void redraw();

    const Redactor& redactor_;
    bool is_live_;
    std::size_t drawn_ = 0;  ///< lines that stand on the terminal below what stays
    std::map<std::int64_t, std::string> lines_;
};

/// "row 3: running (the service says 'Processing'), task 106916112212032".
[[nodiscard]] std::string line_of(const Row& row);

}  // namespace camlint
