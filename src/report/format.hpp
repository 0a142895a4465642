#pragma once
// What an output format is: functions that write text, in one plain struct. Every .cpp of this folder
// is one format; the list of them is generated from the folder. Formats write to a string and
// know nothing of files and terminals.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "diagnostic/rule.hpp"
#include "text/position.hpp"

namespace camlint {

/// Counts over a whole run.
struct Summary {
    std::size_t files = 0;
    std::size_t prompts = 0;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t infos = 0;
    std::size_t suppressed = 0;
    std::size_t skipped = 0;  ///< paths that could not be read
    std::size_t fixable = 0;  ///< findings with a safe fix
    std::size_t unsafely_fixable = 0;
};

/// Where a finding was made.
struct Scene {
    const Source& source;
    const Positions& positions;
    bool color = false;
};

struct Format {
    std::string_view name;
    std::string_view summary;
    void (*begin)(std::string& out);
    void (*finding)(std::string& out, const Diagnostic& finding, const Scene& scene);
    std::string_view separator;  ///< between two findings
    void (*end)(std::string& out, const Summary& summary, bool color);
};

[[nodiscard]] std::span<const Format* const> all_formats();

/// Null if there is no such format.
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace camlint
